-- Two accounts that were made one, for as long as that can be undone.
CREATE TABLE account_linking (
  user_pool_id   text COLLATE "C" NOT NULL REFERENCES user_pool ON DELETE CASCADE,
  id             text COLLATE "C" NOT NULL,
  -- The account that stayed. No reference: the other can be had back though this one is gone, or has itself become part of a third.
  primary_id     text COLLATE "C" NOT NULL,
  -- The account that went.
  secondary_id   text COLLATE "C" NOT NULL,
  -- Everything of it, hashes and secrets included, and what of it the first was given.
  remains_sealed bytea NOT NULL,
  created_at     timestamptz NOT NULL,
  expires_at     timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, id)
);
CREATE UNIQUE INDEX account_linking_secondary ON account_linking (user_pool_id, secondary_id);
CREATE INDEX account_linking_primary ON account_linking (user_pool_id, primary_id);

-- For throwing away, which goes by time alone.
CREATE INDEX account_linking_expires_at ON account_linking (expires_at);

-- Set by whoever read a code or a link at an address of the account, and not by whoever knew the password before.
ALTER TABLE user_password ADD COLUMN by_address boolean NOT NULL DEFAULT false;
