-- The moment at which a session ends however often its token is refreshed; null: there is none.
ALTER TABLE session ADD COLUMN ends_by timestamptz;
