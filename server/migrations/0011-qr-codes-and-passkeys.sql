-- Two ways in without a password: a code on the screen that a signed-in phone confirms, and passkeys (WebAuthn).

-- A code on a screen, from being shown to being used up. Only hashes: what is in the picture, what names the browser that
-- shows it, and the ticket that its session is collected with cannot be read here. expires_at moves when somebody confirms:
-- from then on it is how long the browser has to collect.
CREATE TABLE qr_code (
  user_pool_id   text COLLATE "C" NOT NULL REFERENCES user_pool (id) ON DELETE CASCADE,
  random_hash    bytea NOT NULL,
  application_id text COLLATE "C",
  status         text COLLATE "C" NOT NULL,
  holder_hash    bytea NOT NULL,
  bound          boolean NOT NULL,
  ip             text NOT NULL,
  user_agent     text,
  user_id        text COLLATE "C",
  session_id     text COLLATE "C",
  ticket_hash    bytea,
  created_at     timestamptz NOT NULL,
  expires_at     timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, random_hash),
  FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account (user_pool_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX qr_code_ticket ON qr_code (user_pool_id, ticket_hash) WHERE ticket_hash IS NOT NULL;
CREATE INDEX qr_code_of_user ON qr_code (user_pool_id, user_id) WHERE user_id IS NOT NULL;
CREATE INDEX qr_code_expires_at ON qr_code (expires_at);

-- The public half of what a person's authenticator made for one host (rp_id). The counter is of the last signature.
CREATE TABLE passkey (
  user_pool_id  text COLLATE "C" NOT NULL,
  user_id       text COLLATE "C" NOT NULL,
  id            text COLLATE "C" NOT NULL,
  credential_id text COLLATE "C" NOT NULL,
  rp_id         text COLLATE "C" NOT NULL,
  public_key    bytea NOT NULL,
  counter       bigint NOT NULL,
  transports    text[] NOT NULL,
  aaguid        text COLLATE "C" NOT NULL,
  synced        boolean NOT NULL,
  name          text NOT NULL,
  created_at    timestamptz NOT NULL,
  last_used_at  timestamptz,
  PRIMARY KEY (user_pool_id, user_id, id),
  FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account (user_pool_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX passkey_credential_id ON passkey (user_pool_id, credential_id);

-- Challenges that were answered, until they would have expired anyway. Issued ones are signed and stored nowhere.
CREATE TABLE redeemed_challenge (
  user_pool_id text COLLATE "C" NOT NULL REFERENCES user_pool (id) ON DELETE CASCADE,
  challenge_id text COLLATE "C" NOT NULL,
  expires_at   timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, challenge_id)
);
CREATE INDEX redeemed_challenge_expires_at ON redeemed_challenge (expires_at);
