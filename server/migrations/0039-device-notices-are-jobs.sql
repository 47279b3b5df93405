-- The mail about a new device is a job; what it needs to know of the sign-in stands there.
INSERT INTO job (user_pool_id, kind, id, payload, attempts_left, due_at, created_at)
SELECT user_pool_id, 'device-notice', id, jsonb_build_object('language', notice_language, 'applicationId', application_id), 10,
  created_at, created_at
FROM device WHERE notice_language IS NOT NULL;
DROP INDEX device_notice_due;
ALTER TABLE device DROP COLUMN notice_language, DROP COLUMN application_id;
