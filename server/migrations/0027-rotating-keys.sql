-- From what everything that is sealed or signed here is derived, itself sealed under the installation's SECRET_KEY: a new
-- SECRET_KEY is one more row. While two of them are taken there are two rows of the same secret.
CREATE TABLE root_secret (
  -- A fingerprint of the SECRET_KEY.
  sealed_under text COLLATE "C" NOT NULL,
  sealed       bytea NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (sealed_under)
);

-- A key is published at once, signs from `active_at` until a younger one does, and is believed and published until `ends_at`.
ALTER TABLE platform_key ADD COLUMN active_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE platform_key RENAME COLUMN retired_at TO ends_at;
UPDATE platform_key SET active_at = created_at;
