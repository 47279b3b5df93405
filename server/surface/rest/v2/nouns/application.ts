import Type from 'typebox'
import { agreementLanguages } from '#domain/tenancy/agreement/agreement.ts'
import { signInMethods } from '#domain/tenancy/application/application.ts'
import { each } from '../../engine/fields.ts'
import {
  anyObject,
  count,
  countOrNull,
  moment,
  momentOrNull,
  noun,
  nullable,
  shape,
  word,
  wordOrNull,
  yesOrNo,
} from '../../engine/results.ts'

export const briefFields = { id: word(), userPoolId: word(), identifier: word(), name: word(), logo: wordOrNull() }

export const BriefApplication = noun('BriefApplication', 'An application, as far as anybody may know it.', briefFields)

const enterableFields = {
  ...briefFields,
  description: wordOrNull(),
  domain: word('The first label of its host name.'),
  protocol: word(),
  appType: word(),
  createdAt: moment(),
  updatedAt: moment(),
}

export const EnterableApplication = noun(
  'EnterableApplication',
  'An application without its secret and its settings.',
  enterableFields,
)

const publicOidc = {
  client_id: word(),
  redirect_uris: Type.Array(word()),
  grant_types: Type.Array(word()),
  response_types: Type.Array(word()),
  token_endpoint_auth_method: word(),
  introspection_endpoint_auth_method: word(),
  revocation_endpoint_auth_method: word(),
}

export const PublicOidc = noun(
  'PublicOidc',
  'What an application registered for OpenID Connect, without secrets.',
  publicOidc,
)

const lifetime = (what: string) => countOrNull(`Lifetime of ${what} in seconds; null: the setting of the pool.`)

export const Application = noun('Application', 'An application, as its administrator reads it.', {
  ...enterableFields,
  secret: wordOrNull('Told once, to who has just made it; null in every other answer.'),
  oidcProviderEnabled: yesOrNo(),
  oauthProviderEnabled: yesOrNo(),
  samlProviderEnabled: yesOrNo(),
  casProviderEnabled: yesOrNo(),
  programType: wordOrNull('Web, spa, native, mini-program or api, where somebody has said so.'),
  firstParty: yesOrNo('An application of yours; others ask people whether they may know who they are.'),
  machineScopes: Type.Array(word()),
  mfa: nullable(anyObject('Second factors; null: the setting of the pool.')),
  sessionIdleTimeout: lifetime('a session that nobody uses'),
  sessionAbsoluteTimeout: lifetime('a session'),
  magicLink: yesOrNo(),
  qrSignInEnabled: yesOrNo(),
  passkeyEnabled: yesOrNo(),
  enableSubAccount: yesOrNo(),
  ...each(Object.values(signInMethods), () => yesOrNo()),
  permissionStrategy: shape({ enabled: yesOrNo(), defaultStrategy: Type.Enum(['ALLOW_ALL', 'DENY_ALL']) }),
  formerSecretExpiresAt: momentOrNull('Until when the secret before this one is still taken.'),
  redirectUris: Type.Array(word()),
  logoutRedirectUris: Type.Array(word()),
  oidcConfig: shape({
    ...publicOidc,
    client_secret: wordOrNull(),
    post_logout_redirect_uris: Type.Array(word()),
    id_token_signed_response_alg: word(),
    id_token_expire: lifetime('identity tokens'),
    access_token_expire: count('Seconds.'),
    refresh_token_expire: count('Seconds.'),
    offline_access: yesOrNo(),
    allowed_origins: Type.Array(word()),
    claim_form: word(),
    token_in_address: nullable(yesOrNo()),
  }),
})

export const Agreement = noun('Agreement', 'What people agree to when they register or sign in.', {
  id: count('Within the application.'),
  userPoolId: word(),
  appId: word(),
  title: word('HTML, shown beside a box to tick.'),
  required: yesOrNo(),
  lang: Type.Enum([...agreementLanguages]),
  availableAt: count('0 when registering, 1 when signing in, 2 both.'),
  order: count('Its place among those of the application, from 1.'),
})

export const AccessAccount = noun(
  'AccessAccount',
  'A key and a secret with which a program speaks for an application.',
  {
    id: word(),
    appId: word(),
    secret: wordOrNull('Told once, when it was made.'),
    tokenLifetime: count('Of its tokens, in seconds.'),
    remarks: wordOrNull(),
    enabled: yesOrNo(),
    userId: Type.Null(),
    createdAt: moment(),
    updatedAt: moment(),
  },
)

export const SubAccount = noun(
  'SubAccount',
  'A second name, with a password of its own, by which a person enters an application.',
  {
    id: word(),
    appId: word(),
    userId: word('The main account.'),
    account: word(),
    enabled: yesOrNo(),
    createdAt: moment(),
    updatedAt: moment(),
  },
)
