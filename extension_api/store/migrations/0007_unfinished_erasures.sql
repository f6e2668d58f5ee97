-- What the person wants forgotten and is not gone yet, so that a wish outlives the process that heard it. `subject` says
-- what it is; the row goes with the last portion, and its bytes with the sweep that follows.
CREATE TABLE unfinished_erasures (
  receipt_id TEXT PRIMARY KEY,
  what TEXT NOT NULL,
  subject TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Counts per day of sites, companies and advertisers were read by no page; each event paid for them.
DROP TRIGGER count_visit;
DROP TRIGGER uncount_visit;
DROP TRIGGER count_contact;
DROP TRIGGER uncount_contact;
DROP TRIGGER count_impression;
DROP TRIGGER uncount_impression;
DROP TABLE site_days;
DROP TABLE company_days;
DROP TABLE advertiser_days;

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
