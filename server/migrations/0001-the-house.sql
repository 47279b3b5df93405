-- Tenants, applications, people, passwords, sessions and the artifacts of OpenID Connect.
-- The tenant key (user_pool_id) leads every primary key and index, so that the same statements run on a distributed
-- PostgreSQL. Identifiers are 24 hexadecimal digits, compared byte by byte (COLLATE "C") whatever the database's locale.

CREATE TABLE user_pool (
  id                text COLLATE "C" PRIMARY KEY,
  owner_id          text COLLATE "C",
  is_root           boolean NOT NULL DEFAULT false,
  name              text NOT NULL,
  domain            text COLLATE "C" NOT NULL,
  description       text,
  logo              text NOT NULL DEFAULT '',
  secret_sealed     bytea NOT NULL,
  jwt_secret_sealed bytea NOT NULL,
  settings          jsonb NOT NULL DEFAULT '{}',
  created_at        timestamptz NOT NULL DEFAULT now(),
  updated_at        timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT user_pool_domain_key UNIQUE (domain)
);
CREATE UNIQUE INDEX user_pool_one_root ON user_pool (is_root) WHERE is_root;

-- One row per client. The identifier is the first label of the application's own host name and unique over all pools.
CREATE TABLE application (
  user_pool_id         text COLLATE "C" NOT NULL REFERENCES user_pool (id) ON DELETE CASCADE,
  id                   text COLLATE "C" NOT NULL,
  identifier           text COLLATE "C" NOT NULL,
  name                 text NOT NULL,
  description          text,
  logo                 text,
  secret_sealed        bytea NOT NULL,
  redirect_uris        text[] NOT NULL DEFAULT '{}',
  logout_redirect_uris text[] NOT NULL DEFAULT '{}',
  settings             jsonb NOT NULL DEFAULT '{}',
  created_at           timestamptz NOT NULL DEFAULT now(),
  updated_at           timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_pool_id, id),
  CONSTRAINT application_id_key UNIQUE (id),
  CONSTRAINT application_identifier_key UNIQUE (identifier)
);

-- username_key and email_key hold the form that is compared (lower case, Unicode NFKC for names).
CREATE TABLE user_account (
  user_pool_id       text COLLATE "C" NOT NULL REFERENCES user_pool (id) ON DELETE CASCADE,
  id                 text COLLATE "C" NOT NULL,
  status             text NOT NULL DEFAULT 'Activated',
  username           text,
  username_key       text COLLATE "C",
  email              text,
  email_key          text COLLATE "C",
  email_verified     boolean NOT NULL DEFAULT false,
  phone              text COLLATE "C",
  phone_country_code text,
  phone_verified     boolean NOT NULL DEFAULT false,
  external_id        text COLLATE "C",
  unionid            text COLLATE "C",
  openid             text COLLATE "C",
  blocked            boolean NOT NULL DEFAULT false,
  register_source    text[] NOT NULL DEFAULT '{}',
  profile            jsonb NOT NULL DEFAULT '{}',
  logins_count       integer NOT NULL DEFAULT 0,
  last_login         timestamptz,
  last_ip            text,
  signed_up          timestamptz NOT NULL DEFAULT now(),
  created_at         timestamptz NOT NULL DEFAULT now(),
  updated_at         timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_pool_id, id)
);
CREATE UNIQUE INDEX user_account_username_key ON user_account (user_pool_id, username_key) WHERE username_key IS NOT NULL;
CREATE UNIQUE INDEX user_account_email_key ON user_account (user_pool_id, email_key) WHERE email_key IS NOT NULL;
CREATE UNIQUE INDEX user_account_phone_key ON user_account (user_pool_id, phone) WHERE phone IS NOT NULL;
CREATE UNIQUE INDEX user_account_external_id_key ON user_account (user_pool_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX user_account_created_at ON user_account (user_pool_id, created_at, id);
CREATE INDEX user_account_updated_at ON user_account (user_pool_id, updated_at, id);

-- Apart from user_account so that reading a person never reads the hash.
CREATE TABLE user_password (
  user_pool_id text COLLATE "C" NOT NULL,
  user_id      text COLLATE "C" NOT NULL,
  hash         text NOT NULL,
  changed_at   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_pool_id, user_id),
  FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account (user_pool_id, id) ON DELETE CASCADE
);

-- A signed-in state of one person in one application (kind 'token') or in one browser (kind 'browser').
CREATE TABLE session (
  user_pool_id   text COLLATE "C" NOT NULL,
  id             text COLLATE "C" NOT NULL,
  user_id        text COLLATE "C" NOT NULL,
  application_id text COLLATE "C",
  kind           text NOT NULL,
  ip             text,
  user_agent     text,
  created_at     timestamptz NOT NULL DEFAULT now(),
  expires_at     timestamptz NOT NULL,
  ended_at       timestamptz,
  PRIMARY KEY (user_pool_id, id),
  FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account (user_pool_id, id) ON DELETE CASCADE
);
CREATE INDEX session_of_user ON session (user_pool_id, user_id, created_at);
CREATE INDEX session_expires_at ON session (expires_at);

-- What the OpenID Connect engine keeps: authorization codes, refresh tokens, grants, browser sessions, interactions.
-- The key is the SHA-256 of the artifact's secret value: who reads this table cannot use what is in it.
CREATE TABLE oidc_artifact (
  kind         text COLLATE "C" NOT NULL,
  key          bytea NOT NULL,
  user_pool_id text COLLATE "C",
  account_id   text COLLATE "C",
  grant_id     text COLLATE "C",
  uid          text COLLATE "C",
  payload      jsonb NOT NULL,
  consumed_at  timestamptz,
  expires_at   timestamptz NOT NULL,
  PRIMARY KEY (kind, key)
);
CREATE INDEX oidc_artifact_grant ON oidc_artifact (grant_id) WHERE grant_id IS NOT NULL;
CREATE INDEX oidc_artifact_uid ON oidc_artifact (kind, uid) WHERE uid IS NOT NULL;
CREATE INDEX oidc_artifact_account ON oidc_artifact (user_pool_id, account_id) WHERE account_id IS NOT NULL;
CREATE INDEX oidc_artifact_expires_at ON oidc_artifact (expires_at);

-- Self-contained tokens that were revoked before they expired, by token id (jti).
CREATE TABLE revoked_token (
  jti        text COLLATE "C" PRIMARY KEY,
  expires_at timestamptz NOT NULL
);
CREATE INDEX revoked_token_expires_at ON revoked_token (expires_at);

-- Key pairs of the installation: token signing and password transport. The private half is sealed with SECRET_KEY.
CREATE TABLE platform_key (
  purpose        text COLLATE "C" NOT NULL,
  id             text COLLATE "C" NOT NULL,
  public_pem     text NOT NULL,
  private_sealed bytea NOT NULL,
  created_at     timestamptz NOT NULL DEFAULT now(),
  retired_at     timestamptz,
  PRIMARY KEY (purpose, id)
);
