-- Refresh tokens of the applications that were there end with the browser's session, as they did.
UPDATE application SET settings = '{"offlineAccess": false}'::jsonb || settings;
