-- What is to be done after a transaction, written with it: one queue for all kinds of work. The id is that of what the work is
-- about, so that the same is not queued twice. payload holds ids, and never a secret.
CREATE TABLE job (
  user_pool_id text COLLATE "C" NOT NULL REFERENCES user_pool (id) ON DELETE CASCADE,
  kind text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  payload jsonb NOT NULL,
  -- How often it was taken up. Also what tells who took it up last from those before.
  attempts integer NOT NULL DEFAULT 0,
  attempts_left integer NOT NULL,
  -- Somebody works on it, until due_at: then it is anybody's again.
  running boolean NOT NULL DEFAULT false,
  -- When it is tried next. 'infinity' when it was given up.
  due_at timestamptz NOT NULL,
  failure text,
  created_at timestamptz NOT NULL,
  -- Of one that was given up: how long it is kept.
  expires_at timestamptz,
  PRIMARY KEY (user_pool_id, kind, id)
);
-- The tenant does not lead: whoever looks for work takes the oldest of all tenants.
CREATE INDEX job_due ON job (kind, due_at) INCLUDE (running);
CREATE INDEX job_expires_at ON job (expires_at) WHERE expires_at IS NOT NULL;
