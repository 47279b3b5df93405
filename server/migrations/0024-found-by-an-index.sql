-- An organisation that goes takes its departments with it, and finds them by this.
CREATE INDEX department_of_organisation ON department (user_pool_id, organisation_id);

-- A pool that goes takes all of these with it, not only those of people.
DROP INDEX oidc_artifact_account;
CREATE INDEX oidc_artifact_account ON oidc_artifact (user_pool_id, account_id);
