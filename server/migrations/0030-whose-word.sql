-- What an administrator has said is this person's: the account, its e-mail address, its phone number.
ALTER TABLE user_account ADD COLUMN vouched text[] COLLATE "C" NOT NULL DEFAULT '{}';

-- Whoever did not register by themselves was brought by an administrator, with the addresses that they have.
UPDATE user_account SET vouched = '{account,email,phone}'
WHERE NOT EXISTS (SELECT FROM unnest(register_source) AS source WHERE source LIKE 'basic:%');
