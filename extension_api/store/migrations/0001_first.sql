-- The first schema. Times are whole microseconds since 1970 in UTC; lists are JSON arrays of text.

CREATE TABLE store (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  made_at INTEGER NOT NULL,
  retention_days INTEGER NOT NULL DEFAULT 365 CHECK (retention_days BETWEEN 1 AND 3650),
  show_sensitive INTEGER NOT NULL DEFAULT 0 CHECK (show_sensitive IN (0, 1)),
  use_stated_evidence INTEGER NOT NULL DEFAULT 1 CHECK (use_stated_evidence IN (0, 1)),
  place TEXT
) STRICT;

-- A browser profile that was paired. Only a hash of its token is kept.
CREATE TABLE profiles (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  token_hash BLOB NOT NULL UNIQUE,
  origin TEXT,
  paired_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A browser that is signed in to the dashboard: hashes of its cookie and of the key its pages send as a header.
CREATE TABLE dashboard_sessions (
  cookie_hash BLOB PRIMARY KEY,
  key_hash BLOB NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE visits (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  time INTEGER NOT NULL,
  url TEXT NOT NULL,
  domain TEXT NOT NULL,
  title TEXT NOT NULL,
  headings TEXT NOT NULL,
  description TEXT NOT NULL,
  language TEXT NOT NULL,
  schema_types TEXT NOT NULL,
  search_query TEXT
) STRICT;
CREATE INDEX visits_by_time ON visits (time);
CREATE INDEX visits_by_domain ON visits (domain, time);

-- No foreign key to visits: a contact may arrive before its visit. Forgetting a visit names its contacts itself.
CREATE TABLE contacts (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  time INTEGER NOT NULL,
  visit_id TEXT NOT NULL,
  company TEXT NOT NULL,
  domain TEXT NOT NULL,
  rule TEXT NOT NULL
) STRICT;
CREATE INDEX contacts_by_visit ON contacts (visit_id);

CREATE TABLE impressions (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  time INTEGER NOT NULL,
  visit_id TEXT NOT NULL,
  page_url TEXT NOT NULL,
  page_domain TEXT NOT NULL,
  adomain TEXT NOT NULL,
  crid TEXT,
  text TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  frame TEXT NOT NULL,
  visible_seconds REAL NOT NULL,
  finders TEXT NOT NULL,
  delivery TEXT NOT NULL,
  bid TEXT
) STRICT;
CREATE INDEX impressions_by_time ON impressions (time, id);
CREATE INDEX impressions_by_visit ON impressions (visit_id);
CREATE INDEX impressions_by_page_domain ON impressions (page_domain, time);

CREATE TABLE corrections (
  topic TEXT PRIMARY KEY,
  correction TEXT NOT NULL CHECK (correction IN ('not_me', 'muted')),
  corrected_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE feedback (
  impression_id TEXT NOT NULL REFERENCES impressions (id) ON DELETE CASCADE,
  cause_kind TEXT NOT NULL,
  cause_id TEXT NOT NULL,
  opinion TEXT NOT NULL,
  given_at INTEGER NOT NULL,
  PRIMARY KEY (impression_id, cause_kind, cause_id)
) STRICT, WITHOUT ROWID;

-- Hashes of the ids of visits that were forgotten, so that a late event cannot bring them back.
CREATE TABLE forgotten_visits (
  id_hash BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;
