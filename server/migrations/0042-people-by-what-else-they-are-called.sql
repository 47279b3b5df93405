-- People are named by an account at another provider, whichever source of it is meant, and by what stands in a field of the pool's own.
-- A value can be longer than an index entry, so its hash stands there.
CREATE INDEX user_identity_of_provider ON user_identity (user_pool_id, user_id_in_idp);
CREATE INDEX custom_value_of_person ON custom_value (user_pool_id, key, hashtextextended(value #>> '{}', 0)) WHERE target_type = 'USER';

-- When somebody's status was last changed, for whoever asks who has been archived since. Of those who had left before nobody knows better.
ALTER TABLE user_account ADD COLUMN status_changed_at timestamptz;
UPDATE user_account SET status_changed_at = updated_at WHERE status <> 'Activated';
CREATE INDEX user_account_archived_at ON user_account (user_pool_id, status_changed_at, id) WHERE status = 'Archived';

-- Who may register through one application, besides those who may through each.
CREATE TABLE application_whitelist (
  user_pool_id text COLLATE "C" NOT NULL,
  application_id text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  value text COLLATE "C" NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, application_id, type, value),
  FOREIGN KEY (user_pool_id, application_id) REFERENCES application (user_pool_id, id) ON DELETE CASCADE
);
