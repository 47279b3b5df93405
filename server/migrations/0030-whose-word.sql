-- What an administrator has said is this person's: the account, its e-mail address, its phone number. Null of accounts that were
-- there before anybody was asked, whose origin says it: to write it into each row would hold them all for as long as their indexes take.
ALTER TABLE user_account ADD COLUMN vouched text[] COLLATE "C";
ALTER TABLE user_account ALTER COLUMN vouched SET DEFAULT '{}';
