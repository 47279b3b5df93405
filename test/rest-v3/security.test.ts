import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, registerPerson, sealed, send } from '../kit/people.ts'
import { ask } from '../kit/rest.ts'
import { ok, refusedAs, v3In } from '../kit/v3.ts'
import { accepted, graphql, refused } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let token: string
before(async () => {
  world = await newWorld()
  token = await managementToken(world)
})
const v3 = v3In(
  () => world,
  () => ({ token }),
)

const update = 'POST update-security-settings'

async function pool(): Promise<Record<string, unknown>> {
  return accepted(await ask(world, 'GET /api/v2/userpools/detail', { token }))
}

const factorsOf = (answer: Parameters<typeof ok>[0]) => ok<{ enabledFactors: string[] }>(answer).enabledFactors

test('the rules are read and changed, each alone or within its group', async () => {
  const before = ok<Record<string, object>>(await v3('GET get-security-settings'))
  const counted = { enabled: true, limit: 7, timeInterval: 60 }
  const change = {
    allowedOrigins: ['https://shop.example', 'https://*.shop.example'],
    authingTokenExpiresIn: 3600,
    verifyCodeLength: 8,
    changeEmailStrategy: { verifyOldEmail: false },
    registerAnomalyDetection: { limit: 7 },
    loginAnomalyDetection: { loginFailStrategy: 'block-account', loginFailCheck: { ...counted, unit: 'Second' } },
    qrcodeLoginStrategy: { qrcodeExpiresIn: 90, qrcodeExpiresInUnit: 'Second', returnFullUserInfo: true },
  }
  const after = ok<typeof before>(await v3(update, change))
  assert.deepEqual(after, {
    ...before,
    allowedOrigins: 'https://shop.example\nhttps://*.shop.example',
    authingTokenExpiresIn: 3600,
    verifyCodeLength: 8,
    changeEmailStrategy: { verifyOldEmail: false },
    registerAnomalyDetection: { ...before.registerAnomalyDetection, limit: 7 },
    loginAnomalyDetection: {
      ...before.loginAnomalyDetection,
      loginFailStrategy: 'block-account',
      loginFailCheck: counted,
    },
    qrcodeLoginStrategy: { ...before.qrcodeLoginStrategy, qrcodeExpiresIn: 90, returnFullUserInfo: true },
  })
  assert.deepEqual(ok(await v3('GET get-security-settings')), after)
  const stored = await pool()
  assert.deepEqual(
    [stored.tokenExpiresAfter, stored.loginFailStrategy, stored.frequentRegisterCheck],
    [3600, 'block-account', after.registerAnomalyDetection],
  )
  // As a client that has read them writes them back.
  assert.deepEqual(ok(await v3(update, after)), after)
  assert.equal(ok<{ allowedOrigins: string }>(await v3(update, { allowedOrigins: [] })).allowedOrigins, '')
})

test('they hold: nobody registers where that is closed', async () => {
  ok(await v3(update, { registerDisabled: true }))
  const input = { username: 'latecomer', password: sealed(world, 'correct horse') }
  refused(await send(world, 'registerByUsername', { input }), 2031)
  // Null says nothing: it is not the same as no.
  const nothing = { registerDisabled: null, loginAnomalyDetection: null, changePhoneStrategy: { verifyOldPhone: null } }
  assert.equal(ok<{ registerDisabled: boolean }>(await v3(update, nothing)).registerDisabled, true)
  ok(await v3(update, { registerDisabled: false }))
  await registerPerson(world)
})

test('what there is not is refused by name, and so is what cannot be', async () => {
  const counted = { enabled: true, limit: 3, timeInterval: 60 }
  const wrong: [name: string, body: object][] = [
    ['cookieSettings', { cookieSettings: { cookieExpiresIn: 60, cookieExpiresOnBrowserSession: false } }],
    ['completePasswordAfterPassCodeLogin', { completePasswordAfterPassCodeLogin: true }],
    ['selfUnlockAccount', { selfUnlockAccount: { enabled: true, strategy: 'captcha' } }],
    ['enableLoginAccountSwitch', { enableLoginAccountSwitch: true }],
    ['loginAnomalyDetection.robotVerify', { loginAnomalyDetection: { robotVerify: 'enable' } }],
    ['accountLockLoginPasswordFailCheck', { loginAnomalyDetection: { accountLockLoginPasswordFailCheck: counted } }],
    ['unit', { loginAnomalyDetection: { loginFailCheck: { ...counted, unit: 'Hour' } } }],
    ['loginFailStrategy', { loginAnomalyDetection: { loginFailStrategy: 'nothing' } }],
    ['ticketExpiresInUnit', { qrcodeLoginStrategy: { ticketExpiresInUnit: 'Minute' } }],
    ['qrcodeExpiresIn', { qrcodeLoginStrategy: { qrcodeExpiresIn: 1 } }],
    ['allowedOrigins', { allowedOrigins: ['no origin'] }],
    ['allowedOrigins', { allowedOrigins: [7] }],
    ['allowedOrigins', { allowedOrigins: { a: 1 } }],
    ['authingTokenExpiresIn', { authingTokenExpiresIn: 1 }],
    ['verifyCodeLength', { verifyCodeLength: 3 }],
    ['verifyCodeMaxAttempts', { verifyCodeMaxAttempts: 'many' }],
    ['registerDisabled', { registerDisabled: 'yes' }],
    ['monthlyLoginQuota', { monthlyLoginQuota: 5 }],
  ]
  for (const [name, body] of wrong) {
    const answer = await v3(update, { registerDisabled: true, ...body })
    refusedAs(answer, 400, 400)
    assert.ok(answer.message.includes(name), answer.message)
  }
  const settings = ok<{ registerDisabled: boolean }>(await v3('GET get-security-settings'))
  assert.equal(settings.registerDisabled, false)
})

test('second factors are accepted and no longer, and passkeys stay what they were', async () => {
  assert.deepEqual(factorsOf(await v3('GET get-global-mfa-settings')), ['OTP', 'SMS', 'EMAIL'])
  const set = (...enabledFactors: string[]) => v3('POST update-global-mfa-settings', { enabledFactors })
  const disable = (...disableFactors: string[]) => v3('POST disable-global-mfa-settings', { disableFactors })
  assert.deepEqual(factorsOf(await set('SMS', 'OTP', 'SMS')), ['SMS', 'OTP'])
  assert.deepEqual((await pool()).mfa, { policy: 'optional', factors: ['sms', 'totp', 'passkey'] })
  assert.deepEqual(factorsOf(await disable('SMS')), ['OTP'])
  assert.deepEqual(factorsOf(await disable('OTP', 'FACE')), [])
  assert.deepEqual((await pool()).mfa, { policy: 'optional', factors: ['passkey'] })
  assert.deepEqual(factorsOf(await v3('GET get-global-mfa-settings')), [])
  refusedAs(await set('PIGEON'), 400, 400)
  refusedAs(await v3('POST update-global-mfa-settings', {}), 400, 2231)
})

test('without any factor none is asked for, until one is accepted again', async () => {
  const change = { mfa: { policy: 'required', factors: ['totp', 'sms'] } }
  const mutation = 'mutation ($input: UpdateUserpoolInput!) { updateUserpool(input: $input) { id } }'
  accepted(await graphql(world.origin, mutation, { input: change }, { tenant: world.tenant, token }))
  const disabled = { disableFactors: ['OTP', 'SMS'] }
  assert.deepEqual(factorsOf(await v3('POST disable-global-mfa-settings', disabled)), [])
  assert.deepEqual((await pool()).mfa, { policy: 'off', factors: ['totp', 'sms'] })
  assert.deepEqual(factorsOf(await v3('GET get-global-mfa-settings')), [])
  const both = ['EMAIL', 'OTP'].map((name) => v3('POST update-global-mfa-settings', { enabledFactors: [name] }))
  await Promise.all(both)
  const [only, ...more] = factorsOf(await v3('GET get-global-mfa-settings'))
  assert.deepEqual([['EMAIL', 'OTP'].includes(only ?? ''), more], [true, []])
})

test('nobody else reads or changes them', async () => {
  const { token: own } = await registerPerson(world)
  for (const [line, body] of [
    ['GET get-security-settings'],
    [update, { registerDisabled: true }],
    ['GET get-global-mfa-settings'],
    ['POST update-global-mfa-settings', { enabledFactors: [] }],
    ['POST disable-global-mfa-settings', { disableFactors: ['OTP'] }],
  ] as const)
    refusedAs(await v3(line, body, { token: own }), 403, 1001)
})
