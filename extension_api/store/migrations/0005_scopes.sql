-- Scripts get tokens of their own beside paired browsers, and every token says what it may be used for.

ALTER TABLE profiles ADD COLUMN kind TEXT NOT NULL DEFAULT 'browser' CHECK (kind IN ('browser', 'script'));
ALTER TABLE profiles ADD COLUMN scopes TEXT NOT NULL DEFAULT 'capture control read';
