-- The home page leads to the application that was there first. Ids tell the second only.
CREATE INDEX application_oldest ON application (created_at, id);
