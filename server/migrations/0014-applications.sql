-- What an application has of its own: who may enter it, who uses it, agreements, programmatic access accounts.

-- The secret before the present one, while it is still taken.
ALTER TABLE application ADD COLUMN former_secret_sealed bytea, ADD COLUMN former_secret_expires_at timestamptz,
  -- Whether application_access has rows of it, so that entering one that is open to all looks nothing up.
  ADD COLUMN has_access_rules boolean NOT NULL DEFAULT false;

-- Of applications with one name the oldest keeps it.
UPDATE application SET name = left(name, 39) || ' ' || id
WHERE EXISTS (SELECT FROM application AS older
  WHERE older.user_pool_id = application.user_pool_id AND older.name = application.name AND older.id < application.id);
ALTER TABLE application ADD CONSTRAINT application_name_key UNIQUE (user_pool_id, name);

-- Who may or may not enter: people, roles, groups, departments.
CREATE TABLE application_access (
  user_pool_id text COLLATE "C" NOT NULL,
  application_id text COLLATE "C" NOT NULL,
  target_type text COLLATE "C" NOT NULL,
  target_id text COLLATE "C" NOT NULL,
  allows boolean NOT NULL,
  enabled boolean NOT NULL DEFAULT true,
  -- Of a department: whether it holds for those below too.
  inherited boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_pool_id, application_id, target_type, target_id),
  FOREIGN KEY (user_pool_id, application_id) REFERENCES application (user_pool_id, id) ON DELETE CASCADE
);
CREATE INDEX application_access_created_at ON application_access (user_pool_id, application_id, created_at, target_id);
CREATE INDEX application_access_of_target ON application_access (user_pool_id, target_type, target_id, application_id);

-- When somebody last signed in to an application. No foreign key to application: every sign-in would lock its row.
CREATE TABLE application_user (
  user_pool_id text COLLATE "C" NOT NULL,
  application_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  entered_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, application_id, user_id),
  FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account (user_pool_id, id) ON DELETE CASCADE
);
CREATE INDEX application_user_of_user ON application_user (user_pool_id, user_id);
CREATE INDEX application_user_entered_at ON application_user (user_pool_id, application_id, entered_at DESC, user_id);
CREATE INDEX application_user_expires_at ON application_user (expires_at);

CREATE TABLE agreement (
  user_pool_id text COLLATE "C" NOT NULL,
  application_id text COLLATE "C" NOT NULL,
  id integer NOT NULL,
  title text NOT NULL,
  required boolean NOT NULL,
  language text COLLATE "C" NOT NULL,
  -- 0: asked for when registering, 1: when signing in, 2: both.
  available_at smallint NOT NULL DEFAULT 0,
  position integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_pool_id, application_id, id),
  FOREIGN KEY (user_pool_id, application_id) REFERENCES application (user_pool_id, id) ON DELETE CASCADE
);
CREATE INDEX agreement_position ON agreement (user_pool_id, application_id, position, id);

CREATE TABLE access_account (
  user_pool_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  application_id text COLLATE "C" NOT NULL,
  -- SHA-256: secrets have at least 128 random bits.
  secret_hash bytea NOT NULL,
  token_lifetime integer NOT NULL,
  remarks text,
  enabled boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_pool_id, id),
  CONSTRAINT access_account_id_key UNIQUE (id),
  FOREIGN KEY (user_pool_id, application_id) REFERENCES application (user_pool_id, id) ON DELETE CASCADE
);
CREATE INDEX access_account_of_application ON access_account (user_pool_id, application_id, id);
