-- What tokens tell of a person who began to sign in at an operation that answers tokens, for when the second factor is shown.
ALTER TABLE mfa_ticket ADD COLUMN token_scope text COLLATE "C";
