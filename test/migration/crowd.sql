-- Ten thousand people of fifty pools, and what hangs on them; `:pool` has two thousand of them.
INSERT INTO user_pool (id, name, domain, secret_sealed, jwt_secret_sealed)
SELECT 'pool' || n, 'pool' || n, 'pool' || n, '', '' FROM generate_series(1, 50) AS n;
CREATE TEMPORARY TABLE crowd AS
SELECT CASE WHEN n % 5 = 0 THEN :pool ELSE 'pool' || 1 + n % 50 END AS user_pool_id, lpad(to_hex(n), 24, '0') AS id, n
FROM generate_series(1, 10000) AS n;
INSERT INTO user_account (user_pool_id, id, username, username_key, email, email_key, created_at, updated_at)
SELECT user_pool_id, id, 'crowd' || n, 'crowd' || n, 'crowd' || n || '@example.com', 'crowd' || n || '@example.com',
  now() - n * interval '1 minute', now() - n * interval '1 minute' FROM crowd;
INSERT INTO user_password (user_pool_id, user_id, hash) SELECT user_pool_id, id, '' FROM crowd;
INSERT INTO user_identity (user_pool_id, user_id, provider, user_id_in_idp) SELECT user_pool_id, id, 'github', id FROM crowd;
INSERT INTO role (user_pool_id, id, namespace, code)
SELECT pool, 'role' || n, 'default', 'role' || n
FROM (SELECT DISTINCT user_pool_id FROM crowd) AS pools (pool), generate_series(1, 10) AS n;
INSERT INTO role_user (user_pool_id, role_id, user_id) SELECT user_pool_id, 'role' || 1 + n % 10, id FROM crowd;
INSERT INTO user_group (user_pool_id, id, code, name)
SELECT pool, 'group' || n, 'role' || n, 'group' FROM (SELECT DISTINCT user_pool_id FROM crowd) AS pools (pool), generate_series(1, 10) AS n;
INSERT INTO group_member (user_pool_id, group_id, user_id) SELECT user_pool_id, 'group' || 1 + n % 10, id FROM crowd;
INSERT INTO organisation (user_pool_id, id) SELECT DISTINCT user_pool_id, 'org' FROM crowd;
INSERT INTO department (user_pool_id, id, organisation_id, path, name) SELECT DISTINCT user_pool_id, 'top', 'org', '/top/', 'top' FROM crowd;
INSERT INTO department_member (user_pool_id, department_id, user_id) SELECT user_pool_id, 'top', id FROM crowd;
INSERT INTO application_user (user_pool_id, application_id, user_id, entered_at, expires_at)
SELECT user_pool_id, 'app', id, now(), now() + interval '1 day' FROM crowd;
INSERT INTO session (user_pool_id, id, user_id, kind, expires_at) SELECT user_pool_id, 's' || n, id, 'token', now() + interval '1 day' FROM crowd;
INSERT INTO login_record (user_pool_id, user_id, id, at, outcome, way, application_id, ip, expires_at)
SELECT user_pool_id, id, 'l' || n, now() - n * interval '1 second', 200, 'password', 'app', '10.0.0.' || n % 200, now() + interval '1 day' FROM crowd;
INSERT INTO audit_record (user_pool_id, id, log, at, operation, outcome, user_id, application_id, ip, expires_at)
SELECT user_pool_id, 'a' || n, CASE WHEN n % 2 = 0 THEN 'audit' ELSE 'user' END, now() - n * interval '1 second', 'login', 200, id, 'app',
  '10.0.0.' || n % 200, now() + interval '1 day' FROM crowd;
INSERT INTO policy (user_pool_id, id, namespace, code) SELECT DISTINCT user_pool_id, 'policy', 'default', 'policy' FROM crowd;
INSERT INTO policy_assignment (user_pool_id, policy_id, target_type, target_id) SELECT user_pool_id, 'policy', 'USER', id FROM crowd;
INSERT INTO resource_grant (user_pool_id, target_type, target_id, namespace, resource, actions)
SELECT user_pool_id, 'USER', id, 'default', 'book:' || n, '{book:read}' FROM crowd;
