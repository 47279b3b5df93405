import assert from 'node:assert/strict'
import type { Stage } from './teller.ts'

const password = 'correct horse 1'

export interface Entered {
  userId: string
  username: string
  accessToken: string
}

/** Signs somebody in by their name; what they do from now on is theirs. */
async function signIn({ self, become, appId, appSecret }: Stage, username: string, secret = password): Promise<string> {
  await become()
  const { access_token } = await self('signInByCredentials', {
    connection: 'PASSWORD',
    passwordPayload: { username, password: secret },
    options: { scope: 'openid profile' },
    client_id: appId,
    client_secret: appSecret,
  })
  await become(access_token)
  return access_token
}

/** Signs somebody up and in. */
export async function enter(stage: Stage, username: string): Promise<Entered> {
  await stage.become()
  const { userId } = await stage.self('signUp', { connection: 'PASSWORD', passwordPayload: { username, password } })
  assert.ok(userId)
  return { userId, username, accessToken: await signIn(stage, username) }
}

/** What somebody does who is signed in. */
export async function tellOfOneself(stage: Stage): Promise<void> {
  const { self: tell } = stage
  const { username } = await enter(stage, 'ming')
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
    'getSystemInfo',
    'geneCatchaCodeAndToken',
    'listEnrolledFactors',
    'listFactorsToEnroll',
  ])
    await tell(method, {})
  await tell('validatePassword', { password })
  await tell('updatePassword', { oldPassword: password, newPassword: 'another horse 2' })
  await signIn(stage, username, 'another horse 2')
}

/** Mail and phone: bound, changed, taken away; and a password that is forgotten. */
export async function tellOfAddresses(stage: Stage): Promise<void> {
  const { self: tell, mailed, texted, passSeconds } = stage
  const { username } = await enter(stage, 'mei')
  const mail = async (channel: string, email: string) => {
    await tell('sendEmail', { channel, email })
    return mailed(email)
  }
  const text = async (channel: string, phoneNumber: string) => {
    await tell('sendSms', { channel, phoneNumber, phoneCountryCode: '+86' })
    return texted(phoneNumber)
  }
  const [email, next, phoneNumber, newPhoneNumber] = ['mei@a.example', 'mei@b.example', '13800000001', '13800000002']
  const bindEmail = await mail('CHANNEL_BIND_EMAIL', email)
  const emailCodePayload = { email, passCode: bindEmail, channel: 'CHANNEL_BIND_EMAIL' }
  await tell('preCheckCode', { codeType: 'EMAIL', emailCodePayload })
  await tell('bindEmail', { email, passCode: bindEmail })
  const bound = { phoneNumber, phoneCountryCode: '+86' }
  await tell('bindPhone', { ...bound, passCode: await text('CHANNEL_BIND_PHONE', phoneNumber) })
  assert.equal((await tell('getProfile', {})).phone, phoneNumber)
  passSeconds(61)
  const emailPassCodePayload = {
    oldEmail: email,
    oldEmailPassCode: await mail('CHANNEL_UPDATE_EMAIL', email),
    newEmail: next,
    newEmailPassCode: await mail('CHANNEL_UPDATE_EMAIL', next),
  }
  const change = { verifyMethod: 'EMAIL_PASSCODE', emailPassCodePayload }
  const { updateEmailToken } = await tell('verifyUpdateEmailRequest', change)
  await tell('updateEmail', { updateEmailToken })
  const phonePassCodePayload = {
    oldPhoneNumber: phoneNumber,
    oldPhonePassCode: await text('CHANNEL_BIND_PHONE', phoneNumber),
    oldPhoneCountryCode: '+86',
    newPhoneNumber,
    newPhonePassCode: await text('CHANNEL_BIND_PHONE', newPhoneNumber),
    newPhoneCountryCode: '+86',
  }
  const { updatePhoneToken } = await tell('verifyUpdatePhoneRequest', {
    verifyMethod: 'PHONE_PASSCODE',
    phonePassCodePayload,
  })
  await tell('updatePhone', { updatePhoneToken })
  const changed = await tell('getProfile', {})
  assert.deepEqual([changed.email, changed.phone], [next, newPhoneNumber])
  passSeconds(61)
  const lost = { email: next, passCode: await mail('CHANNEL_RESET_PASSWORD', next) }
  const { passwordResetToken } = await tell('verifyResetPasswordRequest', {
    verifyMethod: 'EMAIL_PASSCODE',
    emailPassCodePayload: lost,
  })
  await tell('resetPassword', { passwordResetToken, password: 'a found horse 3' })
  await signIn(stage, username, 'a found horse 3')
  passSeconds(61)
  await tell('unbindPhone', { passCode: await text('CHANNEL_UNBIND_PHONE', newPhoneNumber) })
  await tell('unbindEmail', { passCode: await mail('CHANNEL_UNBIND_EMAIL', next) })
  const { email: none, phone } = await tell('getProfile', {})
  assert.deepEqual([none ?? null, phone ?? null], [null, null])
}

/** Somebody goes, and is not there any more. */
export async function tellOfLeaving(stage: Stage): Promise<void> {
  const { username } = await enter(stage, 'lee')
  const { deleteAccountToken } = await stage.self('verifyDeleteAccountRequest', {
    verifyMethod: 'PASSWORD',
    passwordPayload: { password, passwordEncryptType: 'none' },
  })
  await stage.self('deleteAccount', { deleteAccountToken })
  assert.equal((await stage.manage('isUserExists', { username })).exists, false)
}
