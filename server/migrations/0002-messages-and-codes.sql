-- Messages, their templates and senders; verification codes and links; captchas; sliding windows that count.

-- Every mail and text: the log of what was sent, and the queue of what is not yet. The body is sealed, and gone once the
-- message is sent or given up. next_attempt_at is also the lease of whoever is sending it now.
CREATE TABLE message (
  user_pool_id    text COLLATE "C" NOT NULL REFERENCES user_pool (id) ON DELETE CASCADE,
  id              text COLLATE "C" NOT NULL,
  channel         text COLLATE "C" NOT NULL,
  recipient       text NOT NULL,
  template        text COLLATE "C" NOT NULL,
  subject         text NOT NULL,
  body_sealed     bytea,
  status          text COLLATE "C" NOT NULL,
  attempts        integer NOT NULL DEFAULT 0,
  attempts_left   integer NOT NULL,
  next_attempt_at timestamptz NOT NULL,
  failure         text,
  created_at      timestamptz NOT NULL,
  sent_at         timestamptz,
  expires_at      timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, id)
);
CREATE INDEX message_due ON message (next_attempt_at) WHERE status = 'queued';
CREATE INDEX message_outbox ON message (created_at) WHERE status = 'outbox';
CREATE INDEX message_expires_at ON message (expires_at);

-- A pool's own sender for mails or texts. Its settings hold passwords and keys, so they are sealed.
CREATE TABLE message_provider (
  user_pool_id  text COLLATE "C" NOT NULL REFERENCES user_pool (id) ON DELETE CASCADE,
  channel       text COLLATE "C" NOT NULL,
  kind          text COLLATE "C" NOT NULL,
  config_sealed bytea NOT NULL,
  enabled       boolean NOT NULL,
  updated_at    timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, channel)
);

-- One live code per address and purpose. Address and code are HMACs: six digits under a plain hash could be tried out.
CREATE TABLE verification_code (
  user_pool_id text COLLATE "C" NOT NULL REFERENCES user_pool (id) ON DELETE CASCADE,
  address_hash bytea NOT NULL,
  purpose      text COLLATE "C" NOT NULL,
  code_hash    bytea NOT NULL,
  tries_left   integer NOT NULL,
  expires_at   timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, address_hash, purpose)
);
CREATE INDEX verification_code_expires_at ON verification_code (expires_at);

-- Long secrets that stand for something proven or promised: links in mails, a password reset under way. Good once.
CREATE TABLE verification_ticket (
  user_pool_id text COLLATE "C" NOT NULL REFERENCES user_pool (id) ON DELETE CASCADE,
  token_hash   bytea NOT NULL,
  purpose      text COLLATE "C" NOT NULL,
  subject      text NOT NULL,
  redirect_to  text,
  expires_at   timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, token_hash)
);
CREATE INDEX verification_ticket_expires_at ON verification_ticket (expires_at);

-- Mail templates of a pool. A row without content says that the platform's own mail of that type is switched off;
-- an empty language serves every language.
CREATE TABLE message_template (
  user_pool_id text COLLATE "C" NOT NULL REFERENCES user_pool (id) ON DELETE CASCADE,
  type         text COLLATE "C" NOT NULL,
  language     text COLLATE "C" NOT NULL DEFAULT '',
  name         text NOT NULL DEFAULT '',
  subject      text NOT NULL DEFAULT '',
  sender       text NOT NULL DEFAULT '',
  content_html text,
  content_text text,
  redirect_to  text,
  has_url      boolean NOT NULL DEFAULT false,
  expires_in   integer,
  enabled      boolean NOT NULL DEFAULT true,
  created_at   timestamptz NOT NULL DEFAULT now(),
  updated_at   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_pool_id, type, language),
  CONSTRAINT message_template_off CHECK (content_html IS NOT NULL OR NOT enabled)
);

-- Images waiting for their answer. answer_hash is an HMAC: four or five characters under a plain hash could be tried out.
CREATE TABLE captcha (
  user_pool_id text COLLATE "C" NOT NULL,
  id           text COLLATE "C" NOT NULL,
  answer_hash  bytea NOT NULL,
  tries_left   smallint NOT NULL,
  expires_at   timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, id)
);
CREATE INDEX captcha_expires_at ON captcha (expires_at);

-- Proofs of work that were used, until they would have expired anyway. Issued ones are signed and stored nowhere.
CREATE TABLE redeemed_proof (
  user_pool_id text COLLATE "C" NOT NULL,
  challenge_id text COLLATE "C" NOT NULL,
  expires_at   timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, challenge_id)
);
CREATE INDEX redeemed_proof_expires_at ON redeemed_proof (expires_at);

-- Sliding windows that count: failed sign-ins, registrations, messages sent. One row per key, and the row is the lock.
-- The key is an HMAC, so the addresses and phone numbers in it cannot be read or tried out. hit_at and hits run in
-- parallel: so many hits at that time. refused says how the last hit ended, which is how a hit learns its own outcome.
-- expires_at is rounded up to the hour: most hits leave it as it is, so they need not touch its index.
CREATE TABLE limit_window (
  user_pool_id text COLLATE "C" NOT NULL,
  key          bytea NOT NULL,
  hit_at       timestamptz[] NOT NULL,
  hits         integer[] NOT NULL,
  refused      boolean NOT NULL,
  expires_at   timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, key)
) WITH (fillfactor = 70);
CREATE INDEX limit_window_expires_at ON limit_window (expires_at);
