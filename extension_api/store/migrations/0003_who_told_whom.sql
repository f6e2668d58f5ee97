-- Who is behind an ad, what its page claimed, who told whom, and what platforms said themselves.

ALTER TABLE impressions ADD COLUMN advertisers TEXT NOT NULL DEFAULT '[]';
ALTER TABLE impressions ADD COLUMN claims TEXT;

-- No foreign key to visits: a link may arrive before its visit. Forgetting a visit names its links itself.
CREATE TABLE company_links (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  time INTEGER NOT NULL,
  visit_id TEXT NOT NULL,
  told_by TEXT NOT NULL,
  told TEXT NOT NULL,
  how TEXT NOT NULL
) STRICT;
CREATE INDEX company_links_by_visit ON company_links (visit_id);

CREATE TABLE disclosures (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  time INTEGER NOT NULL,
  visit_id TEXT NOT NULL,
  platform TEXT NOT NULL,
  advertiser TEXT NOT NULL,
  impression_id TEXT,
  reasons TEXT NOT NULL
) STRICT;
CREATE INDEX disclosures_by_visit ON disclosures (visit_id);
