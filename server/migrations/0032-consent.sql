-- What people agreed to tell applications of others, until they take it back.
CREATE TABLE consent (
  user_pool_id   text COLLATE "C" NOT NULL,
  user_id        text COLLATE "C" NOT NULL,
  application_id text COLLATE "C" NOT NULL,
  scopes         text[] NOT NULL,
  given_at       timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, user_id, application_id),
  FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account (user_pool_id, id) ON DELETE CASCADE,
  FOREIGN KEY (user_pool_id, application_id) REFERENCES application (user_pool_id, id) ON DELETE CASCADE
);
CREATE INDEX consent_of_application ON consent (user_pool_id, application_id);

-- Until this table there was a consent for each browser session; the one that ends last is kept.
INSERT INTO consent (user_pool_id, user_id, application_id, scopes, given_at)
SELECT DISTINCT ON (artifact.user_pool_id, artifact.account_id, application.id)
  artifact.user_pool_id, artifact.account_id, application.id,
  string_to_array(artifact.payload -> 'openid' ->> 'scope', ' '),
  to_timestamp((artifact.payload ->> 'iat')::bigint)
FROM oidc_artifact AS artifact
JOIN application ON application.user_pool_id = artifact.user_pool_id AND application.id = artifact.payload ->> 'clientId'
JOIN user_account ON user_account.user_pool_id = artifact.user_pool_id AND user_account.id = artifact.account_id
WHERE artifact.kind = 'Grant' AND artifact.expires_at > now() AND application.settings ->> 'firstParty' = 'false'
  AND artifact.payload -> 'openid' ->> 'scope' IS NOT NULL AND artifact.payload ->> 'iat' IS NOT NULL
ORDER BY artifact.user_pool_id, artifact.account_id, application.id, artifact.expires_at DESC;
