-- How good a password was when it was set, accounts at other providers, and who somebody is in real life.

-- 1 to 3; null when the password was set before it was measured, or came as a hash.
ALTER TABLE user_account ADD COLUMN password_security_level smallint;
ALTER TABLE user_account ADD COLUMN last_mfa_time timestamptz;
CREATE INDEX user_account_archived ON user_account (user_pool_id, created_at, id) WHERE status IN ('Archived', 'Resigned');

-- An account of one person at another provider. `ext_idp_id` is '' for providers that a pool has once; `type` tells apart
-- the ids that one provider has for a person (openid, unionid). What is in the key decides who is signed in.
CREATE TABLE user_identity (
  user_pool_id         text COLLATE "C" NOT NULL,
  provider             text COLLATE "C" NOT NULL,
  user_id_in_idp       text COLLATE "C" NOT NULL,
  ext_idp_id           text COLLATE "C" NOT NULL DEFAULT '',
  type                 text COLLATE "C" NOT NULL DEFAULT 'generic',
  user_id              text COLLATE "C" NOT NULL,
  is_social            boolean NOT NULL DEFAULT true,
  connection_id        text COLLATE "C",
  openid               text COLLATE "C",
  user_info            jsonb NOT NULL DEFAULT '{}',
  access_token_sealed  bytea,
  refresh_token_sealed bytea,
  created_at           timestamptz NOT NULL DEFAULT now(),
  updated_at           timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT user_identity_owner_key PRIMARY KEY (user_pool_id, provider, user_id_in_idp, ext_idp_id, type),
  FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account (user_pool_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX user_identity_provider_key ON user_identity (user_pool_id, user_id, provider, ext_idp_id, type);

-- What somebody says about who they are, and whether anybody has confirmed it. The name and the numbers are sealed.
CREATE TABLE principal_authentication (
  user_pool_id     text COLLATE "C" NOT NULL,
  user_id          text COLLATE "C" NOT NULL,
  id               text COLLATE "C" NOT NULL,
  type             text COLLATE "C" NOT NULL,
  claim_sealed     bytea NOT NULL,
  status           text COLLATE "C" NOT NULL,
  verified_by      text COLLATE "C",
  authenticated_at timestamptz,
  created_at       timestamptz NOT NULL DEFAULT now(),
  updated_at       timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_pool_id, user_id),
  FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account (user_pool_id, id) ON DELETE CASCADE
);
