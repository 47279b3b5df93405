-- Further names and passwords by which an application lets somebody in as one of the people of the pool.

CREATE TABLE sub_account (
  user_pool_id   text COLLATE "C" NOT NULL,
  id             text COLLATE "C" NOT NULL,
  application_id text COLLATE "C" NOT NULL,
  -- The main account: whoever enters is this person.
  user_id        text COLLATE "C" NOT NULL,
  account        text NOT NULL,
  -- In the form in which names are compared.
  account_key    text COLLATE "C" NOT NULL,
  hash           text NOT NULL,
  enabled        boolean NOT NULL DEFAULT true,
  created_at     timestamptz NOT NULL,
  updated_at     timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, id),
  FOREIGN KEY (user_pool_id, application_id) REFERENCES application (user_pool_id, id) ON DELETE CASCADE,
  FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account (user_pool_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX sub_account_account_key ON sub_account (user_pool_id, application_id, account_key);
CREATE INDEX sub_account_of_application ON sub_account (user_pool_id, application_id, id);
CREATE INDEX sub_account_of_user ON sub_account (user_pool_id, user_id, id);

-- What people write to the administrators from a sign-in form that has let them down. From anybody, so nothing in it is proven.
CREATE TABLE feedback (
  user_pool_id   text COLLATE "C" NOT NULL REFERENCES user_pool (id) ON DELETE CASCADE,
  id             text COLLATE "C" NOT NULL,
  -- Through which application it came, for as long as there is one.
  application_id text COLLATE "C",
  kind           text NOT NULL,
  contact        text NOT NULL,
  description    text NOT NULL,
  images         text[] NOT NULL,
  created_at     timestamptz NOT NULL,
  expires_at     timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, id)
);
CREATE INDEX feedback_created_at ON feedback (user_pool_id, created_at, id);
CREATE INDEX feedback_expires_at ON feedback (expires_at);
