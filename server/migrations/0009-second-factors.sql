-- Second factors: what a person has set up, how a session was proven, and who stands between the two steps of a sign-in.

-- second_factors: the kinds that the person has set up, so that a sign-in without any asks nobody. factor_epoch: counts every
-- change of them; what was trusted before a change is not trusted after it.
ALTER TABLE user_account ADD COLUMN second_factors text[] NOT NULL DEFAULT '{}';
ALTER TABLE user_account ADD COLUMN factor_epoch integer NOT NULL DEFAULT 0;

-- How the person proved who they are, in the order in which they did.
ALTER TABLE session ADD COLUMN methods text[] NOT NULL DEFAULT '{}';

-- An authenticator app (RFC 6238). last_step: the newest time step that signed somebody in; no step does so twice.
CREATE TABLE totp_authenticator (
  user_pool_id  text COLLATE "C" NOT NULL,
  user_id       text COLLATE "C" NOT NULL,
  id            text COLLATE "C" NOT NULL,
  secret_sealed bytea NOT NULL,
  recovery_hash bytea NOT NULL,
  source        text COLLATE "C" NOT NULL,
  enabled       boolean NOT NULL,
  last_step     integer,
  created_at    timestamptz NOT NULL,
  updated_at    timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, user_id),
  FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account (user_pool_id, id) ON DELETE CASCADE
);

-- One that was shown and not yet confirmed with a code. It takes nothing from the one in use.
CREATE TABLE totp_enrolment (
  user_pool_id  text COLLATE "C" NOT NULL,
  user_id       text COLLATE "C" NOT NULL,
  secret_sealed bytea NOT NULL,
  recovery_hash bytea NOT NULL,
  source        text COLLATE "C" NOT NULL,
  expires_at    timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, user_id),
  FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account (user_pool_id, id) ON DELETE CASCADE
);
CREATE INDEX totp_enrolment_expires_at ON totp_enrolment (expires_at);

-- What the face provider needs to know a face again; never the picture.
CREATE TABLE face_template (
  user_pool_id    text COLLATE "C" NOT NULL,
  user_id         text COLLATE "C" NOT NULL,
  template_sealed bytea NOT NULL,
  created_at      timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, user_id),
  FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account (user_pool_id, id) ON DELETE CASCADE
);

-- Somebody whose first proof was good and whose second is awaited, with the session that will open. password_digest: of the
-- password's hash at that time; another password since then voids the first proof. session_id: the session of somebody who is
-- signed in already and is asked for more.
CREATE TABLE mfa_ticket (
  user_pool_id    text COLLATE "C" NOT NULL,
  token_hash      bytea NOT NULL,
  user_id         text COLLATE "C" NOT NULL,
  application_id  text COLLATE "C",
  session_id      text COLLATE "C",
  session_kind    text COLLATE "C" NOT NULL,
  lifetime        integer,
  counted         boolean NOT NULL,
  methods         text[] NOT NULL,
  password_digest bytea,
  tries_left      integer NOT NULL,
  expires_at      timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, token_hash),
  FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account (user_pool_id, id) ON DELETE CASCADE
);
CREATE INDEX mfa_ticket_of_user ON mfa_ticket (user_pool_id, user_id);
CREATE INDEX mfa_ticket_expires_at ON mfa_ticket (expires_at);
