-- Fields that a pool adds to its records, what stands in them, and the files that people upload.

CREATE TABLE custom_field (
  user_pool_id  text COLLATE "C" NOT NULL REFERENCES user_pool (id) ON DELETE CASCADE,
  -- USER, ROLE, ORG, NODE, APPLICATION, USERPOOL or PERMISSION.
  target_type   text COLLATE "C" NOT NULL,
  key           text COLLATE "C" NOT NULL,
  data_type     text COLLATE "C" NOT NULL,
  label         text,
  -- JSON text, as it was sent: the choices of a SELECT, and whether people may edit the field themselves.
  options       text,
  user_editable boolean NOT NULL DEFAULT true,
  created_at    timestamptz NOT NULL DEFAULT now(),
  updated_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_pool_id, target_type, key)
);

-- Without a reference to the target, which is of many kinds: who deletes one forgets its values.
CREATE TABLE custom_value (
  user_pool_id text COLLATE "C" NOT NULL,
  target_type  text COLLATE "C" NOT NULL,
  target_id    text COLLATE "C" NOT NULL,
  key          text COLLATE "C" NOT NULL,
  value        jsonb NOT NULL,
  updated_at   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_pool_id, target_type, target_id, key),
  FOREIGN KEY (user_pool_id, target_type, key) REFERENCES custom_field (user_pool_id, target_type, key) ON DELETE CASCADE
);
CREATE INDEX custom_value_of_field ON custom_value (user_pool_id, target_type, key);

-- What lies in the file storage. A row is written before its file and deleted after it, so no file is ever forgotten.
CREATE TABLE stored_file (
  user_pool_id text COLLATE "C" NOT NULL REFERENCES user_pool (id) ON DELETE CASCADE,
  -- Below the pool: 'avatar/<name>.png'.
  name         text COLLATE "C" NOT NULL,
  -- Whoever uploaded it or shows it as their picture. Null: an administrator's, or nobody's yet.
  owner_id     text COLLATE "C",
  byte_count   integer NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT now(),
  -- When it is thrown away; null while it is in use.
  delete_after timestamptz,
  PRIMARY KEY (user_pool_id, name)
);
CREATE INDEX stored_file_of_owner ON stored_file (user_pool_id, owner_id) WHERE owner_id IS NOT NULL;
CREATE INDEX stored_file_unused ON stored_file (delete_after) WHERE delete_after IS NOT NULL;
