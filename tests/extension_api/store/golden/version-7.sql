BEGIN TRANSACTION;
CREATE TABLE companies (
  company TEXT PRIMARY KEY,
  contacts INTEGER NOT NULL,
  visits INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "companies" VALUES('Company 0',10,10);
INSERT INTO "companies" VALUES('Company 1',10,10);
INSERT INTO "companies" VALUES('Company 2',10,10);
CREATE TABLE company_domains (
  company TEXT NOT NULL,
  domain TEXT NOT NULL,
  contacts INTEGER NOT NULL,
  PRIMARY KEY (company, domain)
) STRICT, WITHOUT ROWID;
INSERT INTO "company_domains" VALUES('Company 0','t.example',10);
INSERT INTO "company_domains" VALUES('Company 1','t.example',10);
INSERT INTO "company_domains" VALUES('Company 2','t.example',10);
CREATE TABLE company_links (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  time INTEGER NOT NULL,
  visit_id TEXT NOT NULL,
  told_by TEXT NOT NULL,
  told TEXT NOT NULL,
  how TEXT NOT NULL
) STRICT;
INSERT INTO "company_links" VALUES(1,'l0',1793620800000000,'v0','Company 1','Company 0','cookie_sync');
INSERT INTO "company_links" VALUES(2,'l1',1793620800000000,'v1','Company 1','Company 1','cookie_sync');
INSERT INTO "company_links" VALUES(3,'l2',1793620800000000,'v2','Company 1','Company 2','cookie_sync');
INSERT INTO "company_links" VALUES(4,'l3',1793620800000000,'v3','Company 1','Company 0','cookie_sync');
INSERT INTO "company_links" VALUES(5,'l4',1793620800000000,'v4','Company 1','Company 1','cookie_sync');
INSERT INTO "company_links" VALUES(6,'l5',1793620800000000,'v5','Company 1','Company 2','cookie_sync');
INSERT INTO "company_links" VALUES(7,'l6',1793620800000000,'v6','Company 1','Company 0','cookie_sync');
INSERT INTO "company_links" VALUES(8,'l7',1793620800000000,'v7','Company 1','Company 1','cookie_sync');
INSERT INTO "company_links" VALUES(9,'l8',1793620800000000,'v8','Company 1','Company 2','cookie_sync');
INSERT INTO "company_links" VALUES(10,'l9',1793620800000000,'v9','Company 1','Company 0','cookie_sync');
INSERT INTO "company_links" VALUES(11,'l10',1793620800000000,'v10','Company 1','Company 1','cookie_sync');
INSERT INTO "company_links" VALUES(12,'l11',1793620800000000,'v11','Company 1','Company 2','cookie_sync');
INSERT INTO "company_links" VALUES(13,'l12',1793620800000000,'v12','Company 1','Company 0','cookie_sync');
INSERT INTO "company_links" VALUES(14,'l13',1793620800000000,'v13','Company 1','Company 1','cookie_sync');
INSERT INTO "company_links" VALUES(15,'l14',1793620800000000,'v14','Company 1','Company 2','cookie_sync');
INSERT INTO "company_links" VALUES(16,'l15',1793620800000000,'v15','Company 1','Company 0','cookie_sync');
INSERT INTO "company_links" VALUES(17,'l16',1793620800000000,'v16','Company 1','Company 1','cookie_sync');
INSERT INTO "company_links" VALUES(18,'l17',1793620800000000,'v17','Company 1','Company 2','cookie_sync');
INSERT INTO "company_links" VALUES(19,'l18',1793620800000000,'v18','Company 1','Company 0','cookie_sync');
INSERT INTO "company_links" VALUES(20,'l19',1793620800000000,'v19','Company 1','Company 1','cookie_sync');
INSERT INTO "company_links" VALUES(21,'l20',1793620800000000,'v20','Company 1','Company 2','cookie_sync');
INSERT INTO "company_links" VALUES(22,'l21',1793620800000000,'v21','Company 1','Company 0','cookie_sync');
INSERT INTO "company_links" VALUES(23,'l22',1793620800000000,'v22','Company 1','Company 1','cookie_sync');
INSERT INTO "company_links" VALUES(24,'l23',1793620800000000,'v23','Company 1','Company 2','cookie_sync');
INSERT INTO "company_links" VALUES(25,'l24',1793620800000000,'v24','Company 1','Company 0','cookie_sync');
INSERT INTO "company_links" VALUES(26,'l25',1793620800000000,'v25','Company 1','Company 1','cookie_sync');
INSERT INTO "company_links" VALUES(27,'l26',1793620800000000,'v26','Company 1','Company 2','cookie_sync');
INSERT INTO "company_links" VALUES(28,'l27',1793620800000000,'v27','Company 1','Company 0','cookie_sync');
INSERT INTO "company_links" VALUES(29,'l28',1793620800000000,'v28','Company 1','Company 1','cookie_sync');
INSERT INTO "company_links" VALUES(30,'l29',1793620800000000,'v29','Company 1','Company 2','cookie_sync');
CREATE TABLE company_sites (
  company TEXT NOT NULL,
  site TEXT NOT NULL,
  contacts INTEGER NOT NULL,
  PRIMARY KEY (company, site)
) STRICT, WITHOUT ROWID;
INSERT INTO "company_sites" VALUES('Company 0','site-0.example',2);
INSERT INTO "company_sites" VALUES('Company 0','site-1.example',2);
INSERT INTO "company_sites" VALUES('Company 0','site-2.example',2);
INSERT INTO "company_sites" VALUES('Company 0','site-3.example',3);
INSERT INTO "company_sites" VALUES('Company 1','site-0.example',3);
INSERT INTO "company_sites" VALUES('Company 1','site-1.example',2);
INSERT INTO "company_sites" VALUES('Company 1','site-2.example',2);
INSERT INTO "company_sites" VALUES('Company 1','site-3.example',2);
INSERT INTO "company_sites" VALUES('Company 2','site-0.example',2);
INSERT INTO "company_sites" VALUES('Company 2','site-1.example',3);
INSERT INTO "company_sites" VALUES('Company 2','site-2.example',2);
INSERT INTO "company_sites" VALUES('Company 2','site-3.example',2);
CREATE TABLE contacts (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  time INTEGER NOT NULL,
  visit_id TEXT NOT NULL,
  company TEXT NOT NULL,
  domain TEXT NOT NULL,
  rule TEXT NOT NULL
) STRICT;
INSERT INTO "contacts" VALUES(1,'c0',1793620800000000,'v3','Company 0','t.example','||t.example^');
INSERT INTO "contacts" VALUES(2,'c1',1793662800000000,'v4','Company 1','t.example','||t.example^');
INSERT INTO "contacts" VALUES(3,'c2',1793704800000000,'v5','Company 2','t.example','||t.example^');
INSERT INTO "contacts" VALUES(4,'c3',1793746800000000,'v6','Company 0','t.example','||t.example^');
INSERT INTO "contacts" VALUES(5,'c4',1793788800000000,'v7','Company 1','t.example','||t.example^');
INSERT INTO "contacts" VALUES(6,'c5',1793830800000000,'v8','Company 2','t.example','||t.example^');
INSERT INTO "contacts" VALUES(7,'c6',1793872800000000,'v9','Company 0','t.example','||t.example^');
INSERT INTO "contacts" VALUES(8,'c7',1793914800000000,'v10','Company 1','t.example','||t.example^');
INSERT INTO "contacts" VALUES(9,'c8',1793956800000000,'v11','Company 2','t.example','||t.example^');
INSERT INTO "contacts" VALUES(10,'c9',1793998800000000,'v12','Company 0','t.example','||t.example^');
INSERT INTO "contacts" VALUES(11,'c10',1794040800000000,'v13','Company 1','t.example','||t.example^');
INSERT INTO "contacts" VALUES(12,'c11',1794082800000000,'v14','Company 2','t.example','||t.example^');
INSERT INTO "contacts" VALUES(13,'c12',1794124800000000,'v15','Company 0','t.example','||t.example^');
INSERT INTO "contacts" VALUES(14,'c13',1794166800000000,'v16','Company 1','t.example','||t.example^');
INSERT INTO "contacts" VALUES(15,'c14',1794208800000000,'v17','Company 2','t.example','||t.example^');
INSERT INTO "contacts" VALUES(16,'c15',1794250800000000,'v18','Company 0','t.example','||t.example^');
INSERT INTO "contacts" VALUES(17,'c16',1794292800000000,'v19','Company 1','t.example','||t.example^');
INSERT INTO "contacts" VALUES(18,'c17',1794334800000000,'v20','Company 2','t.example','||t.example^');
INSERT INTO "contacts" VALUES(19,'c18',1794376800000000,'v21','Company 0','t.example','||t.example^');
INSERT INTO "contacts" VALUES(20,'c19',1794418800000000,'v22','Company 1','t.example','||t.example^');
INSERT INTO "contacts" VALUES(21,'c20',1794460800000000,'v23','Company 2','t.example','||t.example^');
INSERT INTO "contacts" VALUES(22,'c21',1794502800000000,'v24','Company 0','t.example','||t.example^');
INSERT INTO "contacts" VALUES(23,'c22',1794544800000000,'v25','Company 1','t.example','||t.example^');
INSERT INTO "contacts" VALUES(24,'c23',1794586800000000,'v26','Company 2','t.example','||t.example^');
INSERT INTO "contacts" VALUES(25,'c24',1794628800000000,'v27','Company 0','t.example','||t.example^');
INSERT INTO "contacts" VALUES(26,'c25',1794670800000000,'v28','Company 1','t.example','||t.example^');
INSERT INTO "contacts" VALUES(27,'c26',1794712800000000,'v29','Company 2','t.example','||t.example^');
INSERT INTO "contacts" VALUES(28,'c27',1794754800000000,'v30','Company 0','t.example','||t.example^');
INSERT INTO "contacts" VALUES(29,'c28',1794796800000000,'v31','Company 1','t.example','||t.example^');
INSERT INTO "contacts" VALUES(30,'c29',1794838800000000,'v32','Company 2','t.example','||t.example^');
CREATE TABLE corrections (
  topic TEXT PRIMARY KEY,
  correction TEXT NOT NULL CHECK (correction IN ('not_me', 'muted')),
  corrected_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "corrections" VALUES('677','not_me',1793620800000000);
CREATE TABLE dashboard_sessions (
  cookie_hash BLOB PRIMARY KEY,
  key_hash BLOB NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "dashboard_sessions" VALUES(X'ACD33F2619A89184005437A47415EC20C54ED36BB443411D9EADB91512DDFD27',X'8FA3AAB2FAA9B79E0A0398DA5B5ABD0780142442A5BE80B9A64608D718CB1FCD',1793707200000000);
CREATE TABLE days (
  day INTEGER PRIMARY KEY,
  visits INTEGER NOT NULL DEFAULT 0,
  contacts INTEGER NOT NULL DEFAULT 0,
  impressions INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO "days" VALUES(20759,2,2,2);
INSERT INTO "days" VALUES(20760,2,2,2);
INSERT INTO "days" VALUES(20761,2,2,2);
INSERT INTO "days" VALUES(20762,2,2,2);
INSERT INTO "days" VALUES(20763,2,2,2);
INSERT INTO "days" VALUES(20764,2,2,2);
INSERT INTO "days" VALUES(20765,2,2,0);
INSERT INTO "days" VALUES(20766,2,2,0);
INSERT INTO "days" VALUES(20767,2,2,0);
INSERT INTO "days" VALUES(20768,2,2,0);
INSERT INTO "days" VALUES(20769,2,2,0);
INSERT INTO "days" VALUES(20770,2,2,0);
INSERT INTO "days" VALUES(20771,2,2,0);
INSERT INTO "days" VALUES(20772,2,2,0);
INSERT INTO "days" VALUES(20773,2,2,0);
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
INSERT INTO "disclosures" VALUES(1,'d1',1793620800000000,'v1','a platform','shop.example','a1','[{"kind":"interest","detail":"camping"}]');
CREATE TABLE feedback (
  impression_id TEXT NOT NULL REFERENCES impressions (id) ON DELETE CASCADE,
  cause_kind TEXT NOT NULL,
  cause_id TEXT NOT NULL,
  opinion TEXT NOT NULL,
  given_at INTEGER NOT NULL,
  PRIMARY KEY (impression_id, cause_kind, cause_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "feedback" VALUES('a1','interest','677','wrong',1793620800000000);
CREATE TABLE forgotten_events (
  id_hash BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;
CREATE TABLE forgotten_times (
  since INTEGER NOT NULL,
  until INTEGER NOT NULL CHECK (until >= since),
  PRIMARY KEY (since, until)
) STRICT, WITHOUT ROWID;
CREATE TABLE forgotten_visits (
  id_hash BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;
INSERT INTO "forgotten_visits" VALUES(X'94600D665A98564700CF34E22492D747');
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
, advertisers TEXT NOT NULL DEFAULT '[]', claims TEXT) STRICT;
INSERT INTO "impressions" VALUES(1,'a0',1793620800000000,'v0','https://news.example/a','news.example','[]','cr-1','',0,0,'top',0.0,'[]','[]','{"bidder":"alpha","cpm":2.5,"currency":"EUR","cat":["677"],"told_place":null,"dsa_behalf":null,"dsa_paid":null,"dsa_params":[1,2]}','[]',NULL);
INSERT INTO "impressions" VALUES(2,'a1',1793662800000000,'v3','https://news.example/a','news.example','["shop-1.example","other.example"]','cr-1','',0,0,'top',0.0,'[]','[]','{"bidder":"alpha","cpm":2.5,"currency":"EUR","cat":["677"],"told_place":null,"dsa_behalf":null,"dsa_paid":null,"dsa_params":[1,2]}','[]',NULL);
INSERT INTO "impressions" VALUES(3,'a2',1793704800000000,'v6','https://news.example/a','news.example','["shop-2.example","other.example"]','cr-1','',0,0,'top',0.0,'[]','[]','{"bidder":"alpha","cpm":2.5,"currency":"EUR","cat":["677"],"told_place":null,"dsa_behalf":null,"dsa_paid":null,"dsa_params":[1,2]}','[]',NULL);
INSERT INTO "impressions" VALUES(4,'a3',1793746800000000,'v9','https://news.example/a','news.example','["shop-0.example","other.example"]','cr-1','',0,0,'top',0.0,'[]','[]','{"bidder":"alpha","cpm":2.5,"currency":"EUR","cat":["677"],"told_place":null,"dsa_behalf":null,"dsa_paid":null,"dsa_params":[1,2]}','[]',NULL);
INSERT INTO "impressions" VALUES(5,'a4',1793788800000000,'v12','https://news.example/a','news.example','["shop-1.example","other.example"]','cr-1','',0,0,'top',0.0,'[]','[]','{"bidder":"alpha","cpm":2.5,"currency":"EUR","cat":["677"],"told_place":null,"dsa_behalf":null,"dsa_paid":null,"dsa_params":[1,2]}','[]',NULL);
INSERT INTO "impressions" VALUES(6,'a5',1793830800000000,'v15','https://news.example/a','news.example','[]','cr-1','',0,0,'top',0.0,'[]','[]','{"bidder":"alpha","cpm":2.5,"currency":"EUR","cat":["677"],"told_place":null,"dsa_behalf":null,"dsa_paid":null,"dsa_params":[1,2]}','[]',NULL);
INSERT INTO "impressions" VALUES(7,'a6',1793872800000000,'v18','https://news.example/a','news.example','["shop-0.example","other.example"]','cr-1','',0,0,'top',0.0,'[]','[]','{"bidder":"alpha","cpm":2.5,"currency":"EUR","cat":["677"],"told_place":null,"dsa_behalf":null,"dsa_paid":null,"dsa_params":[1,2]}','[]',NULL);
INSERT INTO "impressions" VALUES(8,'a7',1793914800000000,'v21','https://news.example/a','news.example','["shop-1.example","other.example"]','cr-1','',0,0,'top',0.0,'[]','[]','{"bidder":"alpha","cpm":2.5,"currency":"EUR","cat":["677"],"told_place":null,"dsa_behalf":null,"dsa_paid":null,"dsa_params":[1,2]}','[]',NULL);
INSERT INTO "impressions" VALUES(9,'a8',1793956800000000,'v24','https://news.example/a','news.example','["shop-2.example","other.example"]','cr-1','',0,0,'top',0.0,'[]','[]','{"bidder":"alpha","cpm":2.5,"currency":"EUR","cat":["677"],"told_place":null,"dsa_behalf":null,"dsa_paid":null,"dsa_params":[1,2]}','[]',NULL);
INSERT INTO "impressions" VALUES(10,'a9',1793998800000000,'v27','https://news.example/a','news.example','["shop-0.example","other.example"]','cr-1','',0,0,'top',0.0,'[]','[]','{"bidder":"alpha","cpm":2.5,"currency":"EUR","cat":["677"],"told_place":null,"dsa_behalf":null,"dsa_paid":null,"dsa_params":[1,2]}','[]',NULL);
INSERT INTO "impressions" VALUES(11,'a10',1794040800000000,'v30','https://news.example/a','news.example','[]','cr-1','',0,0,'top',0.0,'[]','[]','{"bidder":"alpha","cpm":2.5,"currency":"EUR","cat":["677"],"told_place":null,"dsa_behalf":null,"dsa_paid":null,"dsa_params":[1,2]}','[]',NULL);
INSERT INTO "impressions" VALUES(12,'a11',1794082800000000,'v33','https://news.example/a','news.example','["shop-2.example","other.example"]','cr-1','',0,0,'top',0.0,'[]','[]','{"bidder":"alpha","cpm":2.5,"currency":"EUR","cat":["677"],"told_place":null,"dsa_behalf":null,"dsa_paid":null,"dsa_params":[1,2]}','[]',NULL);
CREATE TABLE profiles (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  token_hash BLOB NOT NULL UNIQUE,
  origin TEXT,
  paired_at INTEGER NOT NULL
, kind TEXT NOT NULL DEFAULT 'browser' CHECK (kind IN ('browser', 'script')), scopes TEXT NOT NULL DEFAULT 'capture control read') STRICT, WITHOUT ROWID;
INSERT INTO "profiles" VALUES('p1','Firefox at home',X'E3316E2BAFEBB6103A3418E8778C0ADC960D40213A03A7E7F4FCD3426ED807BF','moz-extension://1',1793620800000000,'browser','capture control read');
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
INSERT INTO "receipts" VALUES('r1',1793620800000000,'site',2,0,0,0,0,'model-1',NULL,'[]');
CREATE TABLE store (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  made_at INTEGER NOT NULL,
  retention_days INTEGER NOT NULL DEFAULT 365 CHECK (retention_days BETWEEN 1 AND 3650),
  show_sensitive INTEGER NOT NULL DEFAULT 0 CHECK (show_sensitive IN (0, 1)),
  use_stated_evidence INTEGER NOT NULL DEFAULT 1 CHECK (use_stated_evidence IN (0, 1)),
  place TEXT
) STRICT;
INSERT INTO "store" VALUES(1,1793620800000000,90,1,0,'Zürich');
CREATE TABLE unfinished_erasures (
  receipt_id TEXT PRIMARY KEY,
  what TEXT NOT NULL,
  subject TEXT NOT NULL
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
INSERT INTO "visits" VALUES(1,'v0',1793620800000000,'https://site-0.example/page','site-0.example','Seite 0 ☂','["山","''quoted''"]','','de','[]',NULL);
INSERT INTO "visits" VALUES(2,'v1',1793662800000000,'https://site-1.example/page','site-1.example','Seite 1 ☂','["山","''quoted''"]','','de','[]','zelt');
INSERT INTO "visits" VALUES(3,'v2',1793704800000000,'https://site-2.example/page','site-2.example','Seite 2 ☂','["山","''quoted''"]','','de','[]',NULL);
INSERT INTO "visits" VALUES(4,'v3',1793746800000000,'https://site-3.example/page','site-3.example','Seite 3 ☂','["山","''quoted''"]','','de','[]','zelt');
INSERT INTO "visits" VALUES(5,'v4',1793788800000000,'https://site-0.example/page','site-0.example','Seite 4 ☂','["山","''quoted''"]','','de','[]',NULL);
INSERT INTO "visits" VALUES(6,'v5',1793830800000000,'https://site-1.example/page','site-1.example','Seite 5 ☂','["山","''quoted''"]','','de','[]','zelt');
INSERT INTO "visits" VALUES(7,'v6',1793872800000000,'https://site-2.example/page','site-2.example','Seite 6 ☂','["山","''quoted''"]','','de','[]',NULL);
INSERT INTO "visits" VALUES(8,'v7',1793914800000000,'https://site-3.example/page','site-3.example','Seite 7 ☂','["山","''quoted''"]','','de','[]','zelt');
INSERT INTO "visits" VALUES(9,'v8',1793956800000000,'https://site-0.example/page','site-0.example','Seite 8 ☂','["山","''quoted''"]','','de','[]',NULL);
INSERT INTO "visits" VALUES(10,'v9',1793998800000000,'https://site-1.example/page','site-1.example','Seite 9 ☂','["山","''quoted''"]','','de','[]','zelt');
INSERT INTO "visits" VALUES(11,'v10',1794040800000000,'https://site-2.example/page','site-2.example','Seite 10 ☂','["山","''quoted''"]','','de','[]',NULL);
INSERT INTO "visits" VALUES(12,'v11',1794082800000000,'https://site-3.example/page','site-3.example','Seite 11 ☂','["山","''quoted''"]','','de','[]','zelt');
INSERT INTO "visits" VALUES(13,'v12',1794124800000000,'https://site-0.example/page','site-0.example','Seite 12 ☂','["山","''quoted''"]','','de','[]',NULL);
INSERT INTO "visits" VALUES(14,'v13',1794166800000000,'https://site-1.example/page','site-1.example','Seite 13 ☂','["山","''quoted''"]','','de','[]','zelt');
INSERT INTO "visits" VALUES(15,'v14',1794208800000000,'https://site-2.example/page','site-2.example','Seite 14 ☂','["山","''quoted''"]','','de','[]',NULL);
INSERT INTO "visits" VALUES(16,'v15',1794250800000000,'https://site-3.example/page','site-3.example','Seite 15 ☂','["山","''quoted''"]','','de','[]','zelt');
INSERT INTO "visits" VALUES(17,'v16',1794292800000000,'https://site-0.example/page','site-0.example','Seite 16 ☂','["山","''quoted''"]','','de','[]',NULL);
INSERT INTO "visits" VALUES(18,'v17',1794334800000000,'https://site-1.example/page','site-1.example','Seite 17 ☂','["山","''quoted''"]','','de','[]','zelt');
INSERT INTO "visits" VALUES(19,'v18',1794376800000000,'https://site-2.example/page','site-2.example','Seite 18 ☂','["山","''quoted''"]','','de','[]',NULL);
INSERT INTO "visits" VALUES(20,'v19',1794418800000000,'https://site-3.example/page','site-3.example','Seite 19 ☂','["山","''quoted''"]','','de','[]','zelt');
INSERT INTO "visits" VALUES(21,'v20',1794460800000000,'https://site-0.example/page','site-0.example','Seite 20 ☂','["山","''quoted''"]','','de','[]',NULL);
INSERT INTO "visits" VALUES(22,'v21',1794502800000000,'https://site-1.example/page','site-1.example','Seite 21 ☂','["山","''quoted''"]','','de','[]','zelt');
INSERT INTO "visits" VALUES(23,'v22',1794544800000000,'https://site-2.example/page','site-2.example','Seite 22 ☂','["山","''quoted''"]','','de','[]',NULL);
INSERT INTO "visits" VALUES(24,'v23',1794586800000000,'https://site-3.example/page','site-3.example','Seite 23 ☂','["山","''quoted''"]','','de','[]','zelt');
INSERT INTO "visits" VALUES(25,'v24',1794628800000000,'https://site-0.example/page','site-0.example','Seite 24 ☂','["山","''quoted''"]','','de','[]',NULL);
INSERT INTO "visits" VALUES(26,'v25',1794670800000000,'https://site-1.example/page','site-1.example','Seite 25 ☂','["山","''quoted''"]','','de','[]','zelt');
INSERT INTO "visits" VALUES(27,'v26',1794712800000000,'https://site-2.example/page','site-2.example','Seite 26 ☂','["山","''quoted''"]','','de','[]',NULL);
INSERT INTO "visits" VALUES(28,'v27',1794754800000000,'https://site-3.example/page','site-3.example','Seite 27 ☂','["山","''quoted''"]','','de','[]','zelt');
INSERT INTO "visits" VALUES(29,'v28',1794796800000000,'https://site-0.example/page','site-0.example','Seite 28 ☂','["山","''quoted''"]','','de','[]',NULL);
INSERT INTO "visits" VALUES(30,'v29',1794838800000000,'https://site-1.example/page','site-1.example','Seite 29 ☂','["山","''quoted''"]','','de','[]','zelt');
CREATE INDEX visits_by_time ON visits (time);
CREATE INDEX visits_by_domain ON visits (domain, time);
CREATE INDEX contacts_by_visit ON contacts (visit_id);
CREATE INDEX impressions_by_time ON impressions (time, id);
CREATE INDEX impressions_by_visit ON impressions (visit_id);
CREATE INDEX impressions_by_page_domain ON impressions (page_domain, time);
CREATE INDEX receipts_by_time ON receipts (erased_at, id);
CREATE INDEX company_links_by_visit ON company_links (visit_id);
CREATE INDEX disclosures_by_visit ON disclosures (visit_id);
CREATE INDEX company_sites_by_site ON company_sites (site);
CREATE INDEX contacts_by_time ON contacts (time);
CREATE INDEX company_links_by_time ON company_links (time);
CREATE INDEX disclosures_by_time ON disclosures (time);
CREATE INDEX company_links_by_teller ON company_links (told_by);
CREATE INDEX company_links_by_told ON company_links (told);
CREATE TRIGGER keep_counted_visit BEFORE UPDATE OF id, time, domain ON visits
  BEGIN SELECT raise(ABORT, 'counted columns do not change'); END;
CREATE TRIGGER keep_counted_impression BEFORE UPDATE OF time, page_domain, adomain ON impressions
  BEGIN SELECT raise(ABORT, 'counted columns do not change'); END;
CREATE INDEX contacts_by_company ON contacts (company, time);
CREATE TRIGGER count_company AFTER INSERT ON contacts BEGIN
  INSERT INTO companies (company, contacts, visits) VALUES (NEW.company, 1, 1)
    ON CONFLICT DO UPDATE SET contacts = contacts + 1, visits = visits + NOT EXISTS (
      SELECT 1 FROM contacts WHERE visit_id = NEW.visit_id AND +company = NEW.company AND seq <> NEW.seq);
  INSERT INTO company_domains (company, domain, contacts) VALUES (NEW.company, NEW.domain, 1)
    ON CONFLICT DO UPDATE SET contacts = contacts + 1;
END;
CREATE TRIGGER uncount_company AFTER DELETE ON contacts BEGIN
  UPDATE companies SET contacts = contacts - 1, visits = visits - NOT EXISTS (
      SELECT 1 FROM contacts WHERE visit_id = OLD.visit_id AND +company = OLD.company)
    WHERE company = OLD.company;
  DELETE FROM companies WHERE company = OLD.company AND contacts = 0;
  UPDATE company_domains SET contacts = contacts - 1 WHERE company = OLD.company AND domain = OLD.domain;
  DELETE FROM company_domains WHERE company = OLD.company AND domain = OLD.domain AND contacts = 0;
END;
CREATE TRIGGER keep_counted_contact BEFORE UPDATE OF time, visit_id, company, domain ON contacts
  BEGIN SELECT raise(ABORT, 'counted columns do not change'); END;
CREATE TRIGGER count_visit AFTER INSERT ON visits BEGIN
  INSERT INTO days (day, visits) VALUES (NEW.time / 86400000000, 1)
    ON CONFLICT DO UPDATE SET visits = visits + 1;
  INSERT INTO company_sites (company, site, contacts)
    SELECT company, NEW.domain, count(*) FROM contacts WHERE visit_id = NEW.id GROUP BY company
    ON CONFLICT DO UPDATE SET contacts = contacts + excluded.contacts;
END;
CREATE TRIGGER uncount_visit AFTER DELETE ON visits BEGIN
  UPDATE days SET visits = visits - 1 WHERE day = OLD.time / 86400000000;
  DELETE FROM days WHERE day = OLD.time / 86400000000 AND visits = 0 AND contacts = 0 AND impressions = 0;
  UPDATE company_sites SET contacts = contacts - (
      SELECT count(*) FROM contacts WHERE visit_id = OLD.id AND +contacts.company = company_sites.company)
    WHERE site = OLD.domain AND company IN (SELECT company FROM contacts WHERE visit_id = OLD.id);
  DELETE FROM company_sites
    WHERE site = OLD.domain AND contacts = 0 AND company IN (SELECT company FROM contacts WHERE visit_id = OLD.id);
END;
CREATE TRIGGER count_contact AFTER INSERT ON contacts BEGIN
  INSERT INTO days (day, contacts) VALUES (NEW.time / 86400000000, 1)
    ON CONFLICT DO UPDATE SET contacts = contacts + 1;
  INSERT INTO company_sites (company, site, contacts) SELECT NEW.company, domain, 1 FROM visits WHERE id = NEW.visit_id
    ON CONFLICT DO UPDATE SET contacts = contacts + 1;
END;
CREATE TRIGGER uncount_contact AFTER DELETE ON contacts BEGIN
  UPDATE days SET contacts = contacts - 1 WHERE day = OLD.time / 86400000000;
  DELETE FROM days WHERE day = OLD.time / 86400000000 AND visits = 0 AND contacts = 0 AND impressions = 0;
  UPDATE company_sites SET contacts = contacts - 1
    WHERE company = OLD.company AND site = (SELECT domain FROM visits WHERE id = OLD.visit_id);
  DELETE FROM company_sites
    WHERE company = OLD.company AND site = (SELECT domain FROM visits WHERE id = OLD.visit_id) AND contacts = 0;
END;
CREATE TRIGGER count_impression AFTER INSERT ON impressions BEGIN
  INSERT INTO days (day, impressions) VALUES (NEW.time / 86400000000, 1)
    ON CONFLICT DO UPDATE SET impressions = impressions + 1;
END;
CREATE TRIGGER uncount_impression AFTER DELETE ON impressions BEGIN
  UPDATE days SET impressions = impressions - 1 WHERE day = OLD.time / 86400000000;
  DELETE FROM days WHERE day = OLD.time / 86400000000 AND visits = 0 AND contacts = 0 AND impressions = 0;
END;
COMMIT;
PRAGMA user_version = 7;
