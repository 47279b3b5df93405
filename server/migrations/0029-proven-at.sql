-- When the person of a session last showed a factor of the account, where that was before it opened; null: when it opened.
ALTER TABLE session ADD COLUMN proven_at timestamptz;
