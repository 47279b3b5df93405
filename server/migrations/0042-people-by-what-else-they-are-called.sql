-- People are named by an account at another provider, whichever source of it is meant, and by what stands in a field of the pool's own.
-- A value can be longer than an index entry, so its hash stands there.
CREATE INDEX user_identity_of_provider ON user_identity (user_pool_id, user_id_in_idp);
CREATE INDEX custom_value_of_person ON custom_value (user_pool_id, key, hashtextextended(value #>> '{}', 0)) WHERE target_type = 'USER';
