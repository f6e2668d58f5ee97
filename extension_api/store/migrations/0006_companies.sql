-- One row per tracking company, so that the page about the most frequent one is as quick as that about the rarest.

CREATE TABLE companies (
  company TEXT PRIMARY KEY,
  contacts INTEGER NOT NULL,
  visits INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE company_domains (
  company TEXT NOT NULL,
  domain TEXT NOT NULL,
  contacts INTEGER NOT NULL,
  PRIMARY KEY (company, domain)
) STRICT, WITHOUT ROWID;

INSERT INTO companies (company, contacts, visits)
  SELECT company, count(*), count(DISTINCT visit_id) FROM contacts GROUP BY company;
INSERT INTO company_domains (company, domain, contacts)
  SELECT company, domain, count(*) FROM contacts GROUP BY 1, 2;

-- When a company was first and last met. A visit's own contacts are found by the visit; the plus signs below keep SQLite
-- from looking through all contacts of a company instead.
DROP INDEX contacts_by_company;
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

DROP TRIGGER uncount_visit;
CREATE TRIGGER uncount_visit AFTER DELETE ON visits BEGIN
  UPDATE days SET visits = visits - 1 WHERE day = OLD.time / 86400000000;
  DELETE FROM days WHERE day = OLD.time / 86400000000 AND visits = 0 AND contacts = 0 AND impressions = 0;
  UPDATE site_days SET visits = visits - 1 WHERE day = OLD.time / 86400000000 AND site = OLD.domain;
  DELETE FROM site_days
    WHERE day = OLD.time / 86400000000 AND site = OLD.domain AND visits = 0 AND impressions = 0;
  UPDATE company_sites SET contacts = contacts - (
      SELECT count(*) FROM contacts WHERE visit_id = OLD.id AND +contacts.company = company_sites.company)
    WHERE site = OLD.domain AND company IN (SELECT company FROM contacts WHERE visit_id = OLD.id);
  DELETE FROM company_sites
    WHERE site = OLD.domain AND contacts = 0 AND company IN (SELECT company FROM contacts WHERE visit_id = OLD.id);
END;

DROP TRIGGER keep_counted_contact;
CREATE TRIGGER keep_counted_contact BEFORE UPDATE OF time, visit_id, company, domain ON contacts
  BEGIN SELECT raise(ABORT, 'counted columns do not change'); END;
