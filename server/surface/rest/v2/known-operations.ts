import { listKnown } from '../engine/list-known.ts'

/**
 * What the clients of Authing's V2 call and no row of this door answers: operations that are not built, and those outside `/api/v2`
 * that other doors serve. A line goes when its row comes.
 */
export const knownOperations = listKnown(`
protocols, of other doors
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
social and enterprise
GET /connections/social/:provider
POST /connection/social/apple/:poolId/callback
POST /api/v2/connections/oidc/start-interaction
POST /api/v2/ecConn/:provider/authByCode
POST /api/v2/ecConn/:provider/authByAccessToken
POST /api/v2/ecConn/twitter/authByRequestToken
POST /api/v2/ecConn/oneAuth/login
POST /api/v2/ecConn/wechatMobile/:step
POST /connections/enterprise/:provider/start-sync
LDAP and Active Directory
POST /api/v2/login/ldap
POST /api/v2/login/ad
POST /api/v2/ldap/verify-user
POST /api/v2/ad/verify-user
POST /api/v2/ad/sync
events
WS /events/v1/authentication/sub
WS /events/v1/management/sub
the login component
POST /api/v2/register-:field
`)
