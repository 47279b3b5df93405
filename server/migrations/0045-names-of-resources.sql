-- What people read of a resource. Clients of REST V3 list the resources of all namespaces of a pool, newest first.
ALTER TABLE resource ADD COLUMN name text;
CREATE INDEX resource_of_pool ON resource (user_pool_id, created_at, id);
