-- Devices, the history of signing in, sessions that end when nobody uses them, and the session that the apps of one phone
-- share.

-- What a person signs in on. Its id is what a browser keeps (signed) to be known again, so forgetting a device is to
-- delete its row. agent_key is by what kind of program a client that keeps nothing is known again, unique_id what a
-- client calls the device itself. notice_language is set while the mail about a new device is still to be written.
CREATE TABLE device (
  user_pool_id    text COLLATE "C" NOT NULL,
  id              text COLLATE "C" NOT NULL,
  user_id         text COLLATE "C" NOT NULL,
  type            text COLLATE "C" NOT NULL,
  name            text NOT NULL,
  browser         text,
  os              text,
  user_agent      text,
  agent_key       text COLLATE "C",
  unique_id       text COLLATE "C",
  details         jsonb NOT NULL DEFAULT '{}',
  disabled        boolean NOT NULL DEFAULT false,
  suspended_until timestamptz,
  last_ip         text,
  last_seen_at    timestamptz NOT NULL,
  notice_language text COLLATE "C",
  application_id  text COLLATE "C",
  created_at      timestamptz NOT NULL,
  expires_at      timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, id),
  FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account (user_pool_id, id) ON DELETE CASCADE
);
CREATE INDEX device_of_user ON device (user_pool_id, user_id, id);
CREATE UNIQUE INDEX device_agent_key ON device (user_pool_id, user_id, agent_key) WHERE agent_key IS NOT NULL;
CREATE UNIQUE INDEX device_unique_id_key ON device (user_pool_id, user_id, unique_id) WHERE unique_id IS NOT NULL;
CREATE INDEX device_notice_due ON device (created_at) WHERE notice_language IS NOT NULL;
CREATE INDEX device_expires_at ON device (expires_at);

-- One row per sign-in, and per failed try on an account that exists (up to so many an hour). outcome is 200 or the code of
-- the refusal. Ids sort by time.
CREATE TABLE login_record (
  user_pool_id   text COLLATE "C" NOT NULL,
  user_id        text COLLATE "C" NOT NULL,
  id             text COLLATE "C" NOT NULL,
  at             timestamptz NOT NULL,
  outcome        integer NOT NULL,
  way            text COLLATE "C" NOT NULL,
  application_id text COLLATE "C",
  session_id     text COLLATE "C",
  device_id      text COLLATE "C",
  ip             text,
  user_agent     text,
  expires_at     timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, user_id, id),
  FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account (user_pool_id, id) ON DELETE CASCADE
);
CREATE INDEX login_record_expires_at ON login_record (expires_at);

-- idle_seconds is the setting as it was when the session opened; null: it does not end for not being used. last_seen_at is
-- written in batches and not by every use; no index has it, so that writing it touches no index.
ALTER TABLE session ADD COLUMN device_id text COLLATE "C",
  ADD COLUMN last_seen_at timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN idle_seconds integer;
ALTER TABLE session SET (fillfactor = 85);
DROP INDEX session_of_user;
CREATE INDEX session_of_user ON session (user_pool_id, user_id, id);

-- That somebody is signed in on a phone, for its other apps: one row per app ('' for none). The id of the phone is hashed,
-- because whoever knows it is offered a ticket.
CREATE TABLE mobile_sso_session (
  user_pool_id   text COLLATE "C" NOT NULL,
  device_hash    bytea NOT NULL,
  application_id text COLLATE "C" NOT NULL,
  id             text COLLATE "C" NOT NULL,
  user_id        text COLLATE "C" NOT NULL,
  session_id     text COLLATE "C" NOT NULL,
  created_at     timestamptz NOT NULL,
  expires_at     timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, device_hash, application_id),
  FOREIGN KEY (user_pool_id, session_id) REFERENCES session (user_pool_id, id) ON DELETE CASCADE
);
CREATE INDEX mobile_sso_session_of_session ON mobile_sso_session (user_pool_id, session_id);
CREATE INDEX mobile_sso_session_expires_at ON mobile_sso_session (expires_at);

-- Tickets that were used, until they would have expired anyway. Issued ones are signed and stored nowhere.
CREATE TABLE mobile_sso_ticket (
  user_pool_id text COLLATE "C" NOT NULL REFERENCES user_pool (id) ON DELETE CASCADE,
  id           text COLLATE "C" NOT NULL,
  expires_at   timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, id)
);
CREATE INDEX mobile_sso_ticket_expires_at ON mobile_sso_ticket (expires_at);
