import { managementOperations } from './management-operations.ts'

/**
 * Every REST operation that the clients of Authing's V2 call, by area: methods, then the path. Those outside `/api/v2` are
 * other doors' to serve. `WS` is a WebSocket.
 */
export const knownOperations = `
session, profile, messages
GET /api/v2/.well-known
POST /api/v2/register/email-code
POST /api/v2/sms/send
POST /api/v2/login/email-code
POST /api/v2/ldap/verify-user
POST /api/v2/ad/verify-user
POST /api/v2/users/link
POST /api/v2/users/unlink
GET /api/v2/logout
GET /logout
GET /api/v2/users/me/orgs
GET /api/v2/users/me/security-level
GET /api/v2/users/me/applications/allowed
GET /api/v2/oidc/validate_token
POST /api/v2/upload
GET /cas/session
GET POST /api/v2/users/principal_authentication
GET /api/v3/generate-link-extidp-url
POST /api/v3/unlink-extidp
GET /api/v3/get-identities
POST /api/v3/pub-userEvent
POST /api/v3/create-device
GET /api/v3/mydevices/list
POST /api/v3/mydevices/unbind
POST /api/v3/mydevices/revoke-session
WS /events/v1/authentication/sub
protocols
GET /oidc/auth
GET /oauth/auth
POST /oidc/token
POST /oauth/token
GET POST /oidc/me
GET POST /oauth/me
POST /oidc/token/revocation
POST /oauth/token/revocation
POST /oidc/token/introspection
POST /oauth/token/introspection
GET /oidc/session/end
GET /login/profile/logout
GET /api/v2/saml-idp/:appId
GET /cas-idp/:appId
GET /cas-idp/logout
GET /cas-idp/:appId/validate
GET /cas-idp/:appId/serviceValidate
second factors
GET /api/v2/mfa/authenticator
POST DELETE /api/v2/mfa/totp/associate
POST /api/v2/mfa/totp/associate/confirm
POST /api/v2/mfa/totp/verify
POST /api/v2/mfa/totp/recovery
POST /api/v2/applications/mfa/sms/verify
POST /api/v2/applications/mfa/email/verify
POST /api/v2/applications/mfa/check
POST /api/v2/mfa/face/associate
POST /api/v2/mfa/face/verify
QR codes
POST /api/v2/qrcode/gene
GET /api/v2/qrcode/check
POST /api/v2/qrcode/userinfo
social and enterprise
GET /connections/social/:provider
GET /api/v2/applications/:appId/public-config
POST /api/v2/connections/oidc/start-interaction
${managementOperations}only of the clients for Java, Go, Python and C#
POST /api/v2/users
GET POST /api/v2/users/:id/roles
GET /api/v2/users/:id/departments
GET POST /api/v2/roles
POST /api/v2/udvs
POST /api/v2/orgs
POST /api/v2/orgs/:id/nodes
POST /api/v2/orgs/nodes/:id/members
GET /api/v2/orgs/nodes/search
GET /api/v2/users/:id/has-role
POST /api/v2/acl/check-resource-permission-batch
POST /api/v2/acl/get-authorized-resources-of-resource-kind
GET /api/v2/users/is-user-exists
POST /api/v2/users/:id/suspend
POST /api/v2/users/:id/activate
POST /api/v2/users/:id/resign
GET /api/v2/orgs/pagination
GET /api/v2/orgs/children
POST /api/v2/users/create/batch
GET /api/v2/userpools/accessToken
GET /api/v2/resources/by-code/:code
PUT DELETE /api/v2/resource-namespace/:poolId/:code
GET /api/v3/get-custom-data
POST /api/v3/set-custom-data
GET /api/v3/get-group
sessions and the history of signing in, which only we have
GET /api/v2/users/me/sessions
DELETE /api/v2/users/me/sessions/:id
POST /api/v2/users/me/sessions/end-others
GET /api/v2/users/me/login-history
GET /api/v2/users/:id/sessions
DELETE /api/v2/users/:id/sessions/:sessionId
GET /api/v2/users/:id/login-history
GET /api/v2/users/me/consents
DELETE /api/v2/users/me/consents/:appId
GET /api/v2/users/me/linkings
POST /api/v2/users/me/linkings/:id/undo
mobile clients and the login component
POST /oauth/sso/mobile/createSession
GET /oauth/sso/mobile/trackSession
POST /oauth/sso/mobile/exchangeUserInfoWithTicket
POST /oauth/sso/mobile/destorySession
POST /api/v2/register/email
POST /api/v2/register/username
POST /api/v2/register/phone-code
POST /api/v2/register-phone
POST /api/v2/register-email
POST /api/v2/register-username
POST /api/v2/register-phone-code
POST /api/v2/register-email-code
POST /api/v2/register-:field
POST /api/v2/login/account
POST /api/v2/login/phone-code
POST /api/v2/login/ldap
POST /api/v2/login/ad
POST /api/v2/users/login/check-status
GET /api/v2/security/captcha
GET /api/v2/users/me
GET /api/v2/users/find
POST /api/v2/email/send
POST /api/v2/sms/send-login
POST /api/v2/sms/send-register
POST /api/v2/sms/preCheckCode
POST /api/v2/email/preCheckCode
POST /api/v2/users/password/forget/check-code
POST /api/v2/users/password/password-reset
POST /api/v2/users/password/forget/link-reset-password
POST /api/v2/email/send-email
GET POST /api/v2/udvs/get
GET POST /api/v2/udfs/values
POST /api/v2/password/reset/sms
POST /api/v2/password/reset/email
POST /api/v2/users/password/reset-by-first-login-token
POST /api/v2/users/profile/update
POST /api/v2/password/update
POST /api/v2/users/phone/bind
POST /api/v2/users/phone/unbind
POST /api/v2/users/phone/update
POST /api/v2/users/email/bind
POST /api/v2/users/email/unbind
POST /api/v2/users/email/update
POST /api/v2/users/refresh-token
GET /api/v2/users/me/roles
POST /api/v2/users/resource/authorized
GET /api/v2/users/password/check
POST /api/v2/feedback
DELETE /api/v2/users/delete
POST /api/v2/ecConn/:provider/authByCode
POST /api/v2/ecConn/:provider/authByAccessToken
POST /api/v2/ecConn/twitter/authByRequestToken
POST /api/v2/ecConn/oneAuth/login
POST /api/v2/ecConn/wechatMobile/:step
POST /connection/social/apple/:poolId/callback
POST /api/v2/qrcode/scanned
POST /api/v2/qrcode/confirm
POST /api/v2/qrcode/cancel
GET /api/v2/qrcode/image
POST /api/v2/passkeys/registration/initialize
POST /api/v2/passkeys/registration/finalize
POST /api/v2/passkeys/login/initialize
POST /api/v2/passkeys/login/finalize
POST /api/v2/passkeys/mfa/initialize
POST /api/v2/passkeys/mfa/finalize
GET /api/v2/passkeys
PUT DELETE /api/v2/passkeys/:id
POST /api/v2/applications/mfa/totp/verify
POST /api/v2/applications/mfa/totp/recovery
POST /api/v2/applications/mfa/face/verify
POST /api/v2/mfa/phone/unbind
POST /api/v2/mfa/email/unbind
our own
GET /api/v2/users/me/export
POST /api/v2/users/:id/archive
GET POST /api/v2/users/import
GET /api/v2/users/import/:id
GET /api/v2/users/import/:id/refused
GET /api/v2/users/export
of this server, beside what those clients call
GET /api/v2/analysis/user-action/export
GET /api/v2/analysis/audit/export
GET /api/v2/feedback
GET PUT DELETE /api/v2/mail-sender
POST /api/v2/mail-sender/test
GET /api/v2/mail-templates
GET PUT /api/v2/mail-templates/:type
POST /api/v2/mail-templates/:type/enable
POST /api/v2/mail-templates/:type/disable
POST /api/v2/mail-templates/:type/preview
POST /api/v2/mail-templates/:type/send
POST /api/v2/sms-sender/test
GET /api/v2/messages
GET POST /api/v2/applications/:id/sub-accounts
GET /api/v2/applications/:id/components-public-config/guard
GET /guard-pictures/svg-string/guard
PUT DELETE /api/v2/applications/:id/sub-accounts/:subAccountId
`
  .split('\n')
  .filter((line) => line.includes(' /'))
  .flatMap((line) => {
    const words = line.split(' ')
    const path = words.pop() as string
    return words.map((method) => ({ method, path }))
  })
