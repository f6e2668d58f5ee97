-- Counts per day, so that a list or a chart reads some thousand rows however many events are held. Triggers keep them
-- equal to the raw tables inside the transaction that changes those, whoever writes. A day is whole days since 1970 in
-- UTC. A row that counts nothing any more goes: no name outlives its events.

CREATE TABLE days (
  day INTEGER PRIMARY KEY,
  visits INTEGER NOT NULL DEFAULT 0,
  contacts INTEGER NOT NULL DEFAULT 0,
  impressions INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE site_days (
  day INTEGER NOT NULL,
  site TEXT NOT NULL,
  visits INTEGER NOT NULL DEFAULT 0,
  impressions INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (day, site)
) STRICT, WITHOUT ROWID;

CREATE TABLE company_days (
  day INTEGER NOT NULL,
  company TEXT NOT NULL,
  contacts INTEGER NOT NULL,
  PRIMARY KEY (day, company)
) STRICT, WITHOUT ROWID;

-- On which sites a company was met; a contact counts from when its visit is held.
CREATE TABLE company_sites (
  company TEXT NOT NULL,
  site TEXT NOT NULL,
  contacts INTEGER NOT NULL,
  PRIMARY KEY (company, site)
) STRICT, WITHOUT ROWID;
CREATE INDEX company_sites_by_site ON company_sites (site);

-- The advertiser is the first domain of the ad, or empty where none is known. It is cut out of the list's JSON text, in
-- which no domain holds a quote, because triggers of an untrusted schema may not call SQLite's JSON functions.
CREATE TABLE advertiser_days (
  day INTEGER NOT NULL,
  advertiser TEXT NOT NULL,
  impressions INTEGER NOT NULL,
  PRIMARY KEY (day, advertiser)
) STRICT, WITHOUT ROWID;

-- Retention and "forget this hour" find contacts by their own time: the visit of some never arrives.
CREATE INDEX contacts_by_time ON contacts (time);
CREATE INDEX company_links_by_time ON company_links (time);
CREATE INDEX disclosures_by_time ON disclosures (time);
-- Forgetting a company finds the links on both of their ends.
CREATE INDEX company_links_by_teller ON company_links (told_by);
CREATE INDEX company_links_by_told ON company_links (told);

INSERT INTO days (day, visits, contacts, impressions)
  SELECT day, sum(visits), sum(contacts), sum(impressions) FROM (
    SELECT time / 86400000000 AS day, count(*) AS visits, 0 AS contacts, 0 AS impressions FROM visits GROUP BY 1
    UNION ALL SELECT time / 86400000000, 0, count(*), 0 FROM contacts GROUP BY 1
    UNION ALL SELECT time / 86400000000, 0, 0, count(*) FROM impressions GROUP BY 1
  ) GROUP BY day;
INSERT INTO site_days (day, site, visits, impressions)
  SELECT day, site, sum(visits), sum(impressions) FROM (
    SELECT time / 86400000000 AS day, domain AS site, count(*) AS visits, 0 AS impressions FROM visits GROUP BY 1, 2
    UNION ALL SELECT time / 86400000000, page_domain, 0, count(*) FROM impressions GROUP BY 1, 2
  ) GROUP BY day, site;
INSERT INTO company_days (day, company, contacts)
  SELECT time / 86400000000, company, count(*) FROM contacts GROUP BY 1, 2;
INSERT INTO company_sites (company, site, contacts)
  SELECT contacts.company, visits.domain, count(*) FROM contacts JOIN visits ON visits.id = contacts.visit_id
  GROUP BY 1, 2;
INSERT INTO advertiser_days (day, advertiser, impressions)
  SELECT time / 86400000000, iif(adomain = '[]', '', substr(adomain, 3, instr(substr(adomain, 3), '"') - 1)), count(*)
  FROM impressions GROUP BY 1, 2;

CREATE TRIGGER count_visit AFTER INSERT ON visits BEGIN
  INSERT INTO days (day, visits) VALUES (NEW.time / 86400000000, 1)
    ON CONFLICT DO UPDATE SET visits = visits + 1;
  INSERT INTO site_days (day, site, visits) VALUES (NEW.time / 86400000000, NEW.domain, 1)
    ON CONFLICT DO UPDATE SET visits = visits + 1;
  INSERT INTO company_sites (company, site, contacts)
    SELECT company, NEW.domain, count(*) FROM contacts WHERE visit_id = NEW.id GROUP BY company
    ON CONFLICT DO UPDATE SET contacts = contacts + excluded.contacts;
END;

CREATE TRIGGER uncount_visit AFTER DELETE ON visits BEGIN
  UPDATE days SET visits = visits - 1 WHERE day = OLD.time / 86400000000;
  DELETE FROM days WHERE day = OLD.time / 86400000000 AND visits = 0 AND contacts = 0 AND impressions = 0;
  UPDATE site_days SET visits = visits - 1 WHERE day = OLD.time / 86400000000 AND site = OLD.domain;
  DELETE FROM site_days
    WHERE day = OLD.time / 86400000000 AND site = OLD.domain AND visits = 0 AND impressions = 0;
  UPDATE company_sites SET contacts = contacts - (
      SELECT count(*) FROM contacts WHERE visit_id = OLD.id AND contacts.company = company_sites.company)
    WHERE site = OLD.domain AND company IN (SELECT company FROM contacts WHERE visit_id = OLD.id);
  DELETE FROM company_sites
    WHERE site = OLD.domain AND contacts = 0 AND company IN (SELECT company FROM contacts WHERE visit_id = OLD.id);
END;

CREATE TRIGGER count_contact AFTER INSERT ON contacts BEGIN
  INSERT INTO days (day, contacts) VALUES (NEW.time / 86400000000, 1)
    ON CONFLICT DO UPDATE SET contacts = contacts + 1;
  INSERT INTO company_days (day, company, contacts) VALUES (NEW.time / 86400000000, NEW.company, 1)
    ON CONFLICT DO UPDATE SET contacts = contacts + 1;
  INSERT INTO company_sites (company, site, contacts) SELECT NEW.company, domain, 1 FROM visits WHERE id = NEW.visit_id
    ON CONFLICT DO UPDATE SET contacts = contacts + 1;
END;

CREATE TRIGGER uncount_contact AFTER DELETE ON contacts BEGIN
  UPDATE days SET contacts = contacts - 1 WHERE day = OLD.time / 86400000000;
  DELETE FROM days WHERE day = OLD.time / 86400000000 AND visits = 0 AND contacts = 0 AND impressions = 0;
  UPDATE company_days SET contacts = contacts - 1 WHERE day = OLD.time / 86400000000 AND company = OLD.company;
  DELETE FROM company_days WHERE day = OLD.time / 86400000000 AND company = OLD.company AND contacts = 0;
  UPDATE company_sites SET contacts = contacts - 1
    WHERE company = OLD.company AND site = (SELECT domain FROM visits WHERE id = OLD.visit_id);
  DELETE FROM company_sites
    WHERE company = OLD.company AND site = (SELECT domain FROM visits WHERE id = OLD.visit_id) AND contacts = 0;
END;

CREATE TRIGGER count_impression AFTER INSERT ON impressions BEGIN
  INSERT INTO days (day, impressions) VALUES (NEW.time / 86400000000, 1)
    ON CONFLICT DO UPDATE SET impressions = impressions + 1;
  INSERT INTO site_days (day, site, impressions) VALUES (NEW.time / 86400000000, NEW.page_domain, 1)
    ON CONFLICT DO UPDATE SET impressions = impressions + 1;
  INSERT INTO advertiser_days (day, advertiser, impressions)
    VALUES (
      NEW.time / 86400000000,
      iif(NEW.adomain = '[]', '', substr(NEW.adomain, 3, instr(substr(NEW.adomain, 3), '"') - 1)),
      1)
    ON CONFLICT DO UPDATE SET impressions = impressions + 1;
END;

CREATE TRIGGER uncount_impression AFTER DELETE ON impressions BEGIN
  UPDATE days SET impressions = impressions - 1 WHERE day = OLD.time / 86400000000;
  DELETE FROM days WHERE day = OLD.time / 86400000000 AND visits = 0 AND contacts = 0 AND impressions = 0;
  UPDATE site_days SET impressions = impressions - 1
    WHERE day = OLD.time / 86400000000 AND site = OLD.page_domain;
  DELETE FROM site_days
    WHERE day = OLD.time / 86400000000 AND site = OLD.page_domain AND visits = 0 AND impressions = 0;
  UPDATE advertiser_days SET impressions = impressions - 1
    WHERE day = OLD.time / 86400000000
      AND advertiser = iif(OLD.adomain = '[]', '', substr(OLD.adomain, 3, instr(substr(OLD.adomain, 3), '"') - 1));
  DELETE FROM advertiser_days
    WHERE day = OLD.time / 86400000000
      AND advertiser = iif(OLD.adomain = '[]', '', substr(OLD.adomain, 3, instr(substr(OLD.adomain, 3), '"') - 1))
      AND impressions = 0;
END;

-- What is counted does not change in place; whoever needs that deletes the row and inserts another.
CREATE TRIGGER keep_counted_visit BEFORE UPDATE OF id, time, domain ON visits
  BEGIN SELECT raise(ABORT, 'counted columns do not change'); END;
CREATE TRIGGER keep_counted_contact BEFORE UPDATE OF time, visit_id, company ON contacts
  BEGIN SELECT raise(ABORT, 'counted columns do not change'); END;
CREATE TRIGGER keep_counted_impression BEFORE UPDATE OF time, page_domain, adomain ON impressions
  BEGIN SELECT raise(ABORT, 'counted columns do not change'); END;
