-- Who may register, and how much of the platform a pool has used this month.

-- Identifiers in the form in which they are compared. Only read where the pool has switched the list of that type on.
CREATE TABLE registration_whitelist (
  user_pool_id text COLLATE "C" NOT NULL REFERENCES user_pool (id) ON DELETE CASCADE,
  type         text COLLATE "C" NOT NULL,
  value        text COLLATE "C" NOT NULL,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, type, value)
);

-- One row per pool and calendar month (UTC), only for pools with a monthly quota. The row is the lock.
CREATE TABLE monthly_usage (
  user_pool_id text COLLATE "C" NOT NULL REFERENCES user_pool (id) ON DELETE CASCADE,
  month        text COLLATE "C" NOT NULL,
  logins       integer NOT NULL DEFAULT 0,
  active_users integer NOT NULL DEFAULT 0,
  expires_at   timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, month)
);
CREATE INDEX monthly_usage_expires_at ON monthly_usage (expires_at);

-- Who is in active_users. Without a reference to the person: deleting somebody gives no place back.
CREATE TABLE active_user (
  user_pool_id text COLLATE "C" NOT NULL REFERENCES user_pool (id) ON DELETE CASCADE,
  month        text COLLATE "C" NOT NULL,
  user_id      text COLLATE "C" NOT NULL,
  expires_at   timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, month, user_id)
);
CREATE INDEX active_user_expires_at ON active_user (expires_at);
