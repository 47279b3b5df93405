-- User pools that people make and delete through the doors, and the variables that a pool keeps.

-- A deleted pool is gone for everybody at once; its rows are thrown away in small pieces, and this row last.
ALTER TABLE user_pool ADD COLUMN deleted_at timestamptz;
CREATE INDEX user_pool_deleted ON user_pool (deleted_at) WHERE deleted_at IS NOT NULL;

-- Nobody has two pools of one name. Of those that are there already, the oldest keeps its own.
UPDATE user_pool SET name = left(name, 55) || ' ' || right(id, 8)
WHERE owner_id IS NOT NULL
  AND EXISTS (SELECT FROM user_pool AS older
              WHERE older.owner_id = user_pool.owner_id AND older.name = user_pool.name AND older.id < user_pool.id);
CREATE INDEX user_pool_owner ON user_pool (owner_id, id) WHERE deleted_at IS NULL;
CREATE INDEX user_pool_updated ON user_pool (updated_at, id) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX user_pool_owner_name_key ON user_pool (owner_id, name) WHERE deleted_at IS NULL;

-- What a pool's own programs are configured with; sealed, because much of it is secret.
CREATE TABLE pool_variable (
  user_pool_id text COLLATE "C" NOT NULL REFERENCES user_pool (id) ON DELETE CASCADE,
  key          text COLLATE "C" NOT NULL,
  value_sealed bytea NOT NULL,
  updated_at   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_pool_id, key)
);
