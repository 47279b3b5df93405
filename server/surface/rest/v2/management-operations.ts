/** Those of `knownOperations` that administrators call. */
export const managementOperations = `management of users
GET POST /api/v2/users/:id
POST /api/v2/users/batch
POST /api/v2/users/filter
GET /api/v2/users/:id/orgs
POST /api/v2/users/kick
GET /api/v2/users/login-status
GET /api/v2/users/:id/tenants
POST /api/v2/users/identity/link
POST /api/v2/users/identity/unlink
GET POST /api/v2/users/:id/management/principal_authentication
GET DELETE /api/v2/users/:id/mfa-bound
POST /api/v2/mfa/totp/import
POST /api/v3/resign-user
POST /api/v3/resign-user-batch
POST /api/v2/password/check
management of permissions and resources
POST /api/v2/acl/is-allowed
POST /api/v2/acl/list-authorized-resources-batch
POST /api/v2/acl/authorize-resources
POST /api/v2/acl/revoke-resources
POST /api/v2/acl/revoke-resource
GET POST /api/v2/resources
GET /api/v2/resources/detail
POST DELETE /api/v2/resources/:code
POST /api/v2/resources/bulk
GET POST /api/v2/resource-namespace/:poolId
PUT DELETE /api/v2/resource-namespace/:poolId/code/:code
GET /api/v2/policies/assignments/by-target
POST /api/v2/roles/roleUsers
management of applications
GET POST /api/v2/applications
GET POST PUT DELETE /api/v2/applications/:id
GET /api/v2/applications/:id/active-users
PATCH /api/v2/application/:id/refresh-secret
GET /api/v2/application/:id/tenants
GET /api/v2/applications/:id/authorization/records
POST /api/v2/applications/:id/authorization/enable-effect
POST /api/v2/applications/:id/authorization/disable-effect
POST /api/v2/applications/:id/authorization/revoke
POST /api/v2/applications/:id/authorization/allow
POST /api/v2/applications/:id/authorization/deny
GET POST /api/v2/applications/:id/programmatic-access-accounts
DELETE PATCH /api/v2/applications/programmatic-access-accounts
GET POST /api/v2/applications/:id/agreements
PUT DELETE /api/v2/applications/:id/agreements/:agreementId
POST /api/v2/applications/:id/agreements/sort
management of organizations
GET /api/v2/orgs/count
GET /api/v2/orgs
POST /api/v2/orgs/import
GET /api/v2/orgs/export
GET /api/v2/orgs/by-tenant
POST /connections/enterprise/:provider/start-sync
POST /api/v2/ad/sync
management of tenants and identity sources
GET /api/v2/tenants
POST /api/v2/tenant
GET POST DELETE /api/v2/tenant/:id
GET /api/v2/tenant/:id/users
POST DELETE /api/v2/tenant/:id/user
PUT /api/v2/tenant/:id/:userId
PUT /api/v2/tenant/:id/admin
DELETE /api/v2/tenant/:id/admin/:userId
GET POST /api/v2/extIdp
GET PUT DELETE /api/v2/extIdp/:id
PUT /api/v2/extIdp/:id/connState
POST /api/v2/extIdpConn
PUT DELETE /api/v2/extIdpConn/:id
PUT /api/v2/extIdpConn/:id/state
POST /api/v2/check/extIdpConn/identifier
management of pool, statistics, events, devices
GET /api/v2/userpools/detail
GET POST /api/v2/env
DELETE /api/v2/env/:key
GET /api/v2/analysis/user-action
GET /api/v2/analysis/audit
GET /api/v2/analysis/total-login-count
GET /api/v2/analysis/exist-defined-field-count
POST /api/v3/pub-event
WS /events/v1/management/sub
POST /api/v3/metadata/filter
GET /api/v3/metadata/get-row
POST /api/v3/device-status
POST /api/v3/get-user-devices
POST /api/v3/delete-device
POST /api/v3/disable-device
POST /api/v3/enable-device
POST /api/v3/suspend-device
POST /api/v3/delete-device-by-user
POST /api/v3/disable-device-by-user
POST /api/v3/enable-device-by-user
POST /api/v3/suspend-device-by-user
management of the installation, by the root pool; ours
GET POST /api/v2/signing-keys
DELETE /api/v2/signing-keys/:kid
management of a pool's own secret and tokens; ours
PATCH /api/v2/userpools/refresh-secret
PATCH /api/v2/userpools/:id/refresh-secret
GET /api/v2/userpools/management-tokens
DELETE /api/v2/userpools/management-tokens/:id
POST /api/v2/userpools/management-tokens/end-others
`
