-- When and how often a message is tried is its job's; the row is what it says and what became of it.
INSERT INTO job (user_pool_id, kind, id, payload, attempts, attempts_left, due_at, failure, created_at)
SELECT user_pool_id, 'message', id, '{}', attempts, greatest(attempts_left, 1), next_attempt_at, failure, created_at
FROM message WHERE status = 'queued';
DROP INDEX message_due;
ALTER TABLE message DROP COLUMN attempts_left, DROP COLUMN next_attempt_at;
