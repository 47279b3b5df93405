-- Who works on a file of people, and until when, is the job's matter; the row is what became of the file.
INSERT INTO job (user_pool_id, kind, id, payload, attempts_left, due_at, created_at)
SELECT user_pool_id, 'user-import', id, '{}', 30, lease_until, created_at FROM import_job WHERE status IN ('reading', 'running');
DROP INDEX import_job_open;
ALTER TABLE import_job DROP COLUMN lease_until;
CREATE INDEX import_job_open ON import_job (user_pool_id) WHERE status IN ('reading', 'running');
