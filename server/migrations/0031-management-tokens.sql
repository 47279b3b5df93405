-- Management tokens, each believed only while its row is there.
CREATE TABLE management_token (
  user_pool_id text COLLATE "C" NOT NULL REFERENCES user_pool ON DELETE CASCADE,
  id text COLLATE "C" NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  -- However often it is renewed, none of those that come of it lasts longer.
  ends_by timestamptz NOT NULL,
  ip text,
  user_agent text,
  PRIMARY KEY (user_pool_id, id)
);

-- For throwing away, which goes by time alone.
CREATE INDEX management_token_expires_at ON management_token (expires_at);

ALTER TABLE user_pool
  -- The secret before this one, while it is still taken.
  ADD COLUMN former_secret_sealed bytea,
  ADD COLUMN former_secret_until timestamptz,
  -- Tokens given before there were rows for them are believed until then; null: to their end.
  ADD COLUMN unlisted_tokens_until timestamptz;
