import assert from 'node:assert/strict'
import { enter } from './person.ts'
import type { Stage } from './teller.ts'

/** A code on a screen is scanned with a phone, and the screen signed in. */
export async function tellOfScanning(stage: Stage): Promise<void> {
  const { self: tell, appId, appSecret } = stage
  await enter(stage, 'tao')
  const shown = { qrcodeId: (await tell('geneQrCode', { type: 'MOBILE_APP' })).qrcodeId }
  await tell('getQrCodeStatus', shown)
  assert.equal((await tell('checkQrCodeStatus', shown)).status, 'PENDING')
  await tell('changeQrCodeStatus', { ...shown, action: 'SCAN' })
  assert.equal((await tell('checkQrCodeStatus', shown)).status, 'SCANNED')
  await tell('changeQrCodeStatus', { ...shown, action: 'CONFIRM' })
  const { status, ticket } = await tell('checkQrCodeStatus', shown)
  assert.equal(status, 'AUTHORIZED')
  const tokens = await tell('exchangeTokenSetWithQrCodeTicket', { ticket, client_id: appId, client_secret: appSecret })
  assert.ok(tokens.access_token)
  const { qrcodeId } = await tell('geneQrCode', { type: 'MOBILE_APP' })
  await tell('setQrCodeStatus', { qrcodeId, action: 'SCAN' })
}

/** An authenticator app is set up, shown, asked for and taken away. */
export async function tellOfFactors(stage: Stage): Promise<void> {
  const { self: tell, manage, become, codeOf, passSeconds, appId } = stage
  const { userId, accessToken } = await enter(stage, 'fan')
  const factorType = 'OTP'
  const { enrollmentToken, otpData } = await tell('sendEnrollFactorRequest', { factorType, profile: {} })
  const secret = new URL(otpData.qrCodeUri).searchParams.get('secret') ?? ''
  await tell('enrollFactor', { factorType, enrollmentToken, enrollmentData: { passCode: codeOf(secret) } })
  const [{ factorId }] = await tell('listEnrolledFactors', {})
  assert.equal((await tell('getFactor', { factorId })).factorType, factorType)
  passSeconds(31)
  await tell('mfaOtpVerify', { totp: codeOf(secret) })
  const { mfaToken } = await manage('getMfaTriggerData', { appId, userId })
  await become()
  await tell('verifyMfaToken', { token: mfaToken })
  await become(accessToken)
  await tell('resetFactor', { factorId })
  assert.deepEqual(await tell('listEnrolledFactors', {}), [])
}

/** Somebody who is signed in is looked at by the administrator, and signed out. */
export async function tellOfBeingManaged(stage: Stage): Promise<void> {
  const { self: tell, manage, appId } = stage
  const { userId } = await enter(stage, 'kim')
  const { id: extIdpId } = await manage('createExtIdp', { name: 'Club', type: 'github' })
  await manage('linkIdentity', { userId, extIdpId, userIdInIdp: '77', type: 'openid', isSocial: true })
  assert.equal((await tell('getIdentities', {})).length, 1)
  await tell('unlinkExtIdp', { extIdpId })
  await manage('linkIdentity', { userId, extIdpId, userIdInIdp: '78', isSocial: true })
  await manage('unlinkIdentity', { userId, extIdpId })
  assert.deepEqual(await manage('getUserIdentities', { userId }), [])
  await manage('deleteExtIdp', { id: extIdpId })
  await stage.proveRealName(userId)
  await manage('resetUserPrincipalAuthenticationInfo', { userId })
  assert.equal((await manage('checkSessionStatus', { appId, userId })).active, true)
  await manage('kickUsers', { userId, appIds: [appId] })
  assert.equal((await manage('checkSessionStatus', { appId, userId })).active, false)
  const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
  await manage('importOtp', { list: [{ userId, otp: { secret } }] })
  assert.equal((await manage('getOtpSecretByUser', { userId })).secret, secret)
  await manage('setUsersMfaStatus', { userId, mfaTriggerData: { totpMfaEnabled: false } })
  assert.equal((await manage('getUserMfaStatus', { userId })).totpMfaEnabled, false)
}
