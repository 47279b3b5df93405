-- What a decision looks for in an index: a code is found by itself, a pattern by its beginning up to the first star.
CREATE FUNCTION resource_key(resource text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN position('*' IN resource) = 0 THEN resource ELSE split_part(resource, '*', 1) || '*' END
$$;

-- The namespace of the policy, so that a decision reads no statement of another one.
ALTER TABLE policy_statement ADD COLUMN namespace text COLLATE "C";
UPDATE policy_statement AS statement SET namespace = policy.namespace
  FROM policy WHERE policy.user_pool_id = statement.user_pool_id AND policy.id = statement.policy_id;
ALTER TABLE policy_statement ALTER COLUMN namespace SET NOT NULL;

DROP INDEX policy_statement_resource;
DROP INDEX policy_statement_odd_pattern;
DROP INDEX resource_grant_odd_pattern;
CREATE INDEX policy_statement_key ON policy_statement (user_pool_id, namespace, resource_key(resource), policy_id);
CREATE INDEX resource_grant_key ON resource_grant (user_pool_id, target_type, target_id, namespace, resource_key(resource));
