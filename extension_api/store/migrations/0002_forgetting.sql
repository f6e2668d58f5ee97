-- What was erased, as counts, so that the person can keep a receipt. Nothing here says what it was.
CREATE TABLE receipts (
  id TEXT PRIMARY KEY,
  erased_at INTEGER NOT NULL,
  what TEXT NOT NULL,
  visits INTEGER NOT NULL,
  tracker_contacts INTEGER NOT NULL,
  impressions INTEGER NOT NULL,
  deliveries INTEGER NOT NULL,
  opinions INTEGER NOT NULL,
  model_id TEXT,
  completed_at INTEGER,
  waiting_for TEXT NOT NULL DEFAULT '[]'
) STRICT, WITHOUT ROWID;
CREATE INDEX receipts_by_time ON receipts (erased_at, id);

-- Hashes of the ids of contacts and ads that were forgotten one by one, their visits being kept.
CREATE TABLE forgotten_events (
  id_hash BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Stretches of time that were forgotten: what arrives late from within one is refused.
CREATE TABLE forgotten_times (
  since INTEGER NOT NULL,
  until INTEGER NOT NULL CHECK (until >= since),
  PRIMARY KEY (since, until)
) STRICT, WITHOUT ROWID;

-- Forgetting a company has to find it by its name.
CREATE INDEX contacts_by_company ON contacts (company, visit_id);
