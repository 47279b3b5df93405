-- Who has to choose a new password before signing in with the old one, and what links and tokens of a reset are bound to.

-- Set by an administrator; taken away by whichever way the person gets a new password.
ALTER TABLE user_account ADD COLUMN reset_password_on_first_login boolean NOT NULL DEFAULT false;
ALTER TABLE user_account ADD COLUMN reset_password_on_next_login boolean NOT NULL DEFAULT false;

-- bound_to: what must still be so when the ticket is used, such as since when the password has been what it is, or in which
-- sign-in the link was asked for. application_id: through which application it was asked for.
ALTER TABLE verification_ticket ADD COLUMN bound_to text COLLATE "C";
ALTER TABLE verification_ticket ADD COLUMN application_id text COLLATE "C";

-- Passwords that people had before, where their pool forbids to go back to them; of each person no more than it asks for.
CREATE TABLE former_password (
  user_pool_id text COLLATE "C" NOT NULL,
  user_id      text COLLATE "C" NOT NULL,
  changed_at   timestamptz NOT NULL,
  hash         text NOT NULL,
  PRIMARY KEY (user_pool_id, user_id, changed_at),
  FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account (user_pool_id, id) ON DELETE CASCADE
);
