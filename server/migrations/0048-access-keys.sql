-- Keys of programs that manage a pool. The secret is sealed and not hashed: requests are signed with it.
CREATE TABLE access_key (
  user_pool_id text COLLATE "C" NOT NULL REFERENCES user_pool ON DELETE CASCADE,
  id text COLLATE "C" NOT NULL UNIQUE,
  secret_sealed bytea NOT NULL,
  enabled boolean NOT NULL DEFAULT true,
  -- The person of the root pool who made it; null: a program did.
  made_by text COLLATE "C",
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, id)
);

-- A management token ends with the key that it was given for.
ALTER TABLE management_token ADD COLUMN access_key_id text COLLATE "C",
  ADD FOREIGN KEY (user_pool_id, access_key_id) REFERENCES access_key ON DELETE CASCADE;

CREATE INDEX management_token_access_key_id ON management_token (user_pool_id, access_key_id);

-- What signed requests may say once.
CREATE TABLE signature_nonce (
  user_pool_id text COLLATE "C" NOT NULL REFERENCES user_pool ON DELETE CASCADE,
  access_key_id text COLLATE "C" NOT NULL,
  digest bytea NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, access_key_id, digest)
);

CREATE INDEX signature_nonce_expires_at ON signature_nonce (expires_at);
