import assert from 'node:assert/strict'
import type { Tell } from './teller.ts'

/** Who signs in, through which application. */
interface Credentials {
  username: string
  password: string
  appId: string
  appSecret: string
}

/** Signs somebody up and in, and gives the access token. */
export async function enter(tell: Tell, { username, password, appId, appSecret }: Credentials): Promise<string> {
  const { userId } = await tell('signUp', { connection: 'PASSWORD', passwordPayload: { username, password } })
  assert.ok(userId)
  const { access_token } = await tell('signInByCredentials', {
    connection: 'PASSWORD',
    passwordPayload: { username, password },
    options: { scope: 'openid profile' },
    client_id: appId,
    client_secret: appSecret,
  })
  return access_token
}

/** What somebody does who is signed in. */
export async function tellOfOneself(tell: Tell, { username, password }: Credentials): Promise<void> {
  assert.equal((await tell('getProfile', { withIdentities: true })).username, username)
  assert.equal((await tell('updateProfile', { nickname: '小明' })).nickname, '小明')
  await tell('getSecurityLevel')
  for (const method of [
    'getLoginHistory',
    'getLoggedInApps',
    'getAccessibleApps',
    'getTenantList',
    'getRoleList',
    'getGroupList',
    'getDepartmentList',
    'getAuthorizedResources',
    'getIdentities',
    'getApplicationEnabledExtIdps',
    'getCountryList',
    'listEnrolledFactors',
    'listFactorsToEnroll',
  ])
    await tell(method, {})
  await tell('updatePassword', { oldPassword: password, newPassword: 'another horse 2' })
}
