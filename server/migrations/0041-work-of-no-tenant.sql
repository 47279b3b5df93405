-- Work of the installation itself, such as throwing away what has expired, belongs to no tenant. The key has no meaning and is made
-- here; what tells the same work is unique for itself: of a tenant by all three, of none by kind and id.
ALTER TABLE job ADD COLUMN key text COLLATE "C" NOT NULL DEFAULT gen_random_uuid()::text;
ALTER TABLE job ADD CONSTRAINT job_of_pool UNIQUE (user_pool_id, kind, id);
ALTER TABLE job DROP CONSTRAINT job_pkey;
ALTER TABLE job ADD PRIMARY KEY (key);
ALTER TABLE job ALTER COLUMN user_pool_id DROP NOT NULL;
CREATE UNIQUE INDEX job_of_no_pool ON job (kind, id) WHERE user_pool_id IS NULL;
