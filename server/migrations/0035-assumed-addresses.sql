-- The e-mail address that registering counted as verified (the pool's emailVerifiedDefault), until somebody proves it. Null: none.
ALTER TABLE user_account ADD COLUMN email_assumed text COLLATE "C";
