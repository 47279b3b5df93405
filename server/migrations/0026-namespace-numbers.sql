-- Official clients hold the id of a namespace in a whole number of 32 bits. One sequence for all pools: a number that was told
-- never comes back for another namespace, and one of another pool finds nothing. An application's id is a namespace too.
-- 1 and 2 are of the two that every pool has without a row.
CREATE SEQUENCE namespace_number AS integer START 3;
ALTER TABLE resource_namespace ADD COLUMN number integer NOT NULL DEFAULT nextval('namespace_number');
ALTER TABLE application ADD COLUMN namespace_number integer NOT NULL DEFAULT nextval('namespace_number');
ALTER TABLE resource_namespace ADD CONSTRAINT resource_namespace_number_key UNIQUE (user_pool_id, number);
