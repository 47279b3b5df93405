-- The session in which somebody confirmed a code to scan: what that opens is worth no more than it, and nothing once it is over.
ALTER TABLE qr_code ADD COLUMN confirming_session_id text COLLATE "C";
