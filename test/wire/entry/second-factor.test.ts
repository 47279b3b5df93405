import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import type { Code } from '@menshen/contract/errors'
import type { FaceProvider } from '#domain/entry/factor/face-provider.ts'
import { freshEmail, freshPhone } from '../../kit/fresh.ts'
import { managementToken, registerPerson, sealed, send } from '../../kit/people.ts'
import { codeIn, openPost } from '../../kit/post.ts'
import { codeOf, enrol, personWithApp, setMfa, signIn, tokenOf } from '../../kit/second-factor.ts'
import { addApplication, type Tenant } from '../../kit/tenant.ts'
import { accepted, graphql, type Outcome, refused, rest } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let post: Awaited<ReturnType<typeof openPost>>
before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
})

let counter = 0

/** One of the operations that an mfaToken, or a user's token, is presented to. */
function mfa(path: string, body: object, token: string, tenant: Tenant | null = world.tenant): Promise<Outcome> {
  return rest(world.origin, 'POST', `/api/v2/${path}`, body, { tenant, token })
}

async function isSignedIn(token: string): Promise<boolean> {
  return (await send(world, 'user', {}, { token })).code === 200
}

async function tenantThat(name: string, policy: object): Promise<Tenant> {
  const tenant = await world.addTenant(name)
  await setMfa(world, policy, tenant)
  return tenant
}

suite('an authenticator app', () => {
  test('is asked for once it is set up, and its code opens the session', async () => {
    const person = await registerPerson(world)
    const begun = await mfa('mfa/totp/associate', { authenticator_type: 'totp' }, person.token)
    const shown = accepted<Record<string, string>>(begun)
    assert.match(shown.qrcode_uri ?? '', /^otpauth:\/\/totp\/.*secret=[A-Z2-7]{32}/)
    assert.match(shown.qrcode_data_url ?? '', /^data:image\/png;base64,/)
    accepted(await signIn(world, person))
    const app = { secret: shown.secret ?? '', recoveryCode: shown.recovery_code ?? '' }
    const confirm = { authenticator_type: 'totp', totp: codeOf(world, app) }
    accepted(await mfa('mfa/totp/associate/confirm', confirm, person.token))

    const asked = await signIn(world, person)
    refused(asked, 1635)
    const data = asked.data as Record<string, unknown>
    assert.deepEqual(data.applicationMfa, [{ mfaPolicy: 'OTP', status: 1, sort: 1 }])
    assert.equal(data.username, person.username)
    const user = accepted<{ id: string; token: string }>(
      await mfa('mfa/totp/verify', { totp: codeOf(world, app) }, tokenOf(asked)),
    )
    assert.equal(user.id, person.id)
    assert.ok(await isSignedIn(user.token))
  })

  test('signs in once with each code', async () => {
    const person = await personWithApp(world)
    const code = codeOf(world, person.app)
    accepted(await mfa('mfa/totp/verify', { totp: code }, tokenOf(await signIn(world, person))))
    const again = tokenOf(await signIn(world, person))
    refused(await mfa('mfa/totp/verify', { totp: code }, again), 6001)
    refused(await mfa('mfa/totp/verify', { totp: codeOf(world, person.app, -1) }, again), 6001)
    accepted(await mfa('mfa/totp/verify', { totp: codeOf(world, person.app, 1) }, again))
  })

  test('of two who send one code at once one gets in', async () => {
    const person = await personWithApp(world)
    const tokens = [tokenOf(await signIn(world, person)), tokenOf(await signIn(world, person))]
    const body = { totp: codeOf(world, person.app) }
    const codes = (await Promise.all(tokens.map((token) => mfa('mfa/totp/verify', body, token)))).map(
      ({ code }) => code,
    )
    assert.deepEqual(codes.sort(), [200, 6001])
  })

  test('is not set up by a wrong code, and what is in use stays while another is begun', async () => {
    const person = await personWithApp(world)
    accepted(await mfa('mfa/totp/associate', {}, person.token))
    refused(await mfa('mfa/totp/associate/confirm', { totp: '000000' }, person.token), 6001)
    const asked = await signIn(world, person)
    accepted(await mfa('mfa/totp/verify', { totp: codeOf(world, person.app) }, tokenOf(asked)))
  })

  test('cannot be confirmed when nothing was begun, or too late', async () => {
    const person = await registerPerson(world)
    refused(await mfa('mfa/totp/associate/confirm', { totp: '000000' }, person.token), 6003)
    const { secret } = accepted<{ secret: string }>(await mfa('mfa/totp/associate', {}, person.token))
    world.passSeconds(601)
    refused(await mfa('mfa/totp/associate/confirm', { totp: codeOf(world, { secret }) }, person.token), 6003)
  })

  test('is listed without its secrets, and no more after it was removed', async () => {
    const person = await personWithApp(world)
    const list = () =>
      rest(world.origin, 'GET', '/api/v2/mfa/authenticator?type=totp', undefined, { token: person.token })
    const [entry] = accepted<Record<string, unknown>[]>(await list())
    assert.deepEqual([entry?.enable, entry?.secret, entry?.recoveryCode], [true, null, null])
    accepted(await rest(world.origin, 'DELETE', '/api/v2/mfa/totp/associate', undefined, { token: person.token }))
    assert.deepEqual(accepted(await list()), [])
    accepted(await signIn(world, person))
  })

  test('ends the other sessions when it is set up and when it is removed, and tells by mail', async () => {
    const email = freshEmail()
    const input = { email, password: sealed(world, 'correct horse'), forceLogin: true }
    const own = accepted<{ token: string }>(await send(world, 'registerByEmail', { input })).token
    const login = () => send(world, 'loginByEmail', { input: { email, password: sealed(world, 'correct horse') } })
    const other = accepted<{ token: string }>(await login()).token
    await enrol(world, own)
    assert.deepEqual([await isSignedIn(own), await isSignedIn(other)], [true, false])
    assert.match((await post.mailbox.next(email)).subject ?? '', /二次验证方式已变更|second factors/i)
  })
})

test('a session that one proof opened changes no factors, wherever no second is asked for', async () => {
  const person = await personWithApp(world)
  const application = await addApplication(world.app.domain, world.tenant.pool, {
    identifier: 'factor-lax',
    settings: { mfa: { policy: 'off', factors: ['totp'] } },
  })
  const tenant = { ...world.tenant, application }
  const { token } = accepted<{ token: string }>(await signIn(world, person, { tenant }))
  const change =
    'mutation ($enable: Boolean, $refresh: Boolean) { changeMfa(enable: $enable, refresh: $refresh) { id } }'
  refused(await rest(world.origin, 'DELETE', '/api/v2/mfa/totp/associate', undefined, { tenant, token }), 6004)
  refused(await mfa('mfa/totp/associate', {}, token, tenant), 6004)
  refused(await graphql(world.origin, change, { enable: false }, { tenant, token }), 6004)
  refused(await graphql(world.origin, change, { refresh: true }, { tenant, token }), 6004)
  const phone = freshPhone()
  const scene = { phone, scene: 'SCENE_TYPE_BIND' }
  accepted(await rest(world.origin, 'POST', '/api/v2/sms/send', scene, { tenant }))
  const binding = { phone, phoneCode: codeIn(post.phones.last(`+86${phone}`)) }
  refused(await mfa('users/phone/bind', binding, token, tenant), 6004)
  const asked = await signIn(world, person)
  refused(asked, 1635)
  const shown = accepted<{ token: string }>(
    await mfa('mfa/totp/verify', { totp: codeOf(world, person.app) }, tokenOf(asked)),
  )
  accepted(await rest(world.origin, 'DELETE', '/api/v2/mfa/totp/associate', undefined, { token: shown.token }))
  accepted(await signIn(world, person))
})

suite('a recovery code', () => {
  test('opens the session once, and brings the next', async () => {
    const person = await personWithApp(world)
    const first = accepted<{ token: string; recoveryCode: string }>(
      await mfa('mfa/totp/recovery', { recoveryCode: person.app.recoveryCode }, tokenOf(await signIn(world, person))),
    )
    assert.ok(await isSignedIn(first.token))
    assert.notEqual(first.recoveryCode, person.app.recoveryCode)
    const again = tokenOf(await signIn(world, person))
    refused(await mfa('mfa/totp/recovery', { recoveryCode: person.app.recoveryCode }, again), 6002)
    accepted(
      await mfa('mfa/totp/recovery', { recoveryCode: first.recoveryCode.toUpperCase().replaceAll('-', ' ') }, again),
    )
  })

  test('is stored as a hash alone', async () => {
    const person = await personWithApp(world)
    const { rows } = await world.database.pool.query('SELECT * FROM totp_authenticator WHERE user_id = $1', [person.id])
    const stored = JSON.stringify(rows.map((row) => Object.values(row).map(String)))
    assert.equal(rows.length, 1)
    assert.ok(!stored.includes(person.app.secret) && !stored.includes(person.app.recoveryCode))
  })
})

suite('an mfaToken', () => {
  test('is no token of anything else', async () => {
    const person = await personWithApp(world)
    const token = tokenOf(await signIn(world, person))
    refused(await send(world, 'user', {}, { token }), 2207)
    refused(await rest(world.origin, 'GET', '/api/v2/users/me', undefined, { token }), 2207)
    refused(await rest(world.origin, 'DELETE', '/api/v2/mfa/totp/associate', undefined, { token }), 2207)
    refused(await mfa('users/refresh-token', {}, token), 2207)
    refused(await mfa('mfa/totp/import', { userId: person.id, secret: 'x' }, token), 2207)
  })

  test('is nothing that a user token can stand in for', async () => {
    const { token } = await registerPerson(world)
    refused(await mfa('mfa/totp/verify', { totp: '000000' }, token), 1001)
    refused(await mfa('applications/mfa/check', { email: freshEmail() }, token), 1001)
    refused(
      await rest(world.origin, 'POST', '/api/v2/mfa/totp/verify', { totp: '000000' }, { tenant: world.tenant }),
      2020,
    )
  })

  test('is used once, lasts five minutes, and belongs to its application and pool', async () => {
    const other = await world.addTenant('factor-elsewhere')
    const person = await personWithApp(world)
    const token = tokenOf(await signIn(world, person))
    refused(await mfa('mfa/totp/verify', { totp: codeOf(world, person.app) }, token, other), 2036)
    const invented = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`
    refused(await mfa('mfa/totp/verify', { totp: codeOf(world, person.app) }, invented), 2206)
    accepted(await mfa('mfa/totp/verify', { totp: codeOf(world, person.app) }, token, null))
    refused(await mfa('mfa/totp/verify', { totp: codeOf(world, person.app, 1) }, token), 2206)
    const late = tokenOf(await signIn(world, person))
    world.passSeconds(301)
    refused(await mfa('mfa/totp/verify', { totp: codeOf(world, person.app) }, late), 2206)
  })

  test('is void once the password has changed', async () => {
    const person = await personWithApp(world)
    const token = tokenOf(await signIn(world, person))
    const input = { password: sealed(world, 'another horse') }
    accepted(await send(world, 'updateUser', { id: person.id, input }, { token: await managementToken(world) }))
    refused(await mfa('mfa/totp/verify', { totp: codeOf(world, person.app) }, token), 2206)
  })

  test('lets nobody set up a factor who has one, nor bind an address', async () => {
    const person = await personWithApp(world)
    const token = tokenOf(await signIn(world, person))
    refused(await mfa('mfa/totp/associate', {}, token), 6004)
    refused(await mfa('mfa/totp/associate/confirm', { totp: '000000' }, token), 6004)
    const phone = freshPhone()
    accepted(
      await rest(
        world.origin,
        'POST',
        '/api/v2/sms/send',
        { phone, scene: 'SCENE_TYPE_MFA_VERIFY' },
        { tenant: world.tenant },
      ),
    )
    const code = codeIn(post.phones.last(`+86${phone}`))
    refused(await mfa('applications/mfa/sms/verify', { phone, code }, token), 6004)
    refused(await mfa('mfa/face/verify', { photo: 'x' }, token), 1700)
  })
})

suite('guessing', () => {
  const wrong = async (token: string, tenant: Tenant) => {
    for (let tries = 0; tries < 5; tries++)
      refused(await mfa('mfa/totp/verify', { totp: '000000' }, token, tenant), 6001)
  }

  test('costs the ticket after five, and counts like wrong passwords', async () => {
    const person = await personWithApp(world)
    const token = tokenOf(await signIn(world, person))
    await wrong(token, world.tenant)
    refused(await mfa('mfa/totp/verify', { totp: codeOf(world, person.app) }, token), 2206)
    refused(await signIn(world, person), 2000)
  })

  test('locks the person, however many tickets the right password buys', async () => {
    const tenant = await world.addTenant('factor-guesses')
    const update = 'mutation ($input: UpdateUserpoolInput!) { updateUserpool(input: $input) { id } }'
    const token = await managementToken(world, tenant)
    const input = { loginFailCheck: { enabled: false }, loginPasswordFailCheck: { enabled: false } }
    accepted(await graphql(world.origin, update, { input }, { tenant, token }))
    const person = await personWithApp(world, tenant)
    for (const _ of [1, 2]) await wrong(tokenOf(await signIn(world, person, { tenant })), tenant)
    refused(await signIn(world, person, { tenant }), 2005)
    world.passSeconds(3601)
    const late = tokenOf(await signIn(world, person, { tenant }))
    accepted(await mfa('mfa/totp/verify', { totp: codeOf(world, person.app) }, late, tenant))
  })

  test('with recovery codes counts in the same window', async () => {
    const person = await personWithApp(world)
    const token = tokenOf(await signIn(world, person))
    for (let tries = 0; tries < 5; tries++) refused(await mfa('mfa/totp/recovery', { recoveryCode: 'x' }, token), 6002)
    refused(await mfa('mfa/totp/recovery', { recoveryCode: person.app.recoveryCode }, token), 2206)
  })
})

suite('where a factor is required', () => {
  test('somebody who has none sets one up on the way in', async () => {
    const tenant = await tenantThat('factor-required', { policy: 'required', factors: ['totp'] })
    const input = { username: `newcomer${++counter}`, password: sealed(world, 'correct horse') }
    accepted(await send(world, 'registerByUsername', { input }, { tenant }))
    const asked = await send(world, 'loginByUsername', { input }, { tenant })
    refused(asked, 1636)
    const data = asked.data as Record<string, unknown>
    assert.deepEqual([data.enrolled, data.applicationMfa], [false, [{ mfaPolicy: 'OTP', status: 1, sort: 1 }]])
    const token = tokenOf(asked)
    refused(await mfa('mfa/totp/verify', { totp: '000000' }, token, tenant), 6003)
    const { secret } = accepted<{ secret: string }>(await mfa('mfa/totp/associate', {}, token, tenant))
    accepted(await mfa('mfa/totp/associate/confirm', { totp: codeOf(world, { secret }) }, token, tenant))
    accepted(await mfa('mfa/totp/verify', { totp: codeOf(world, { secret }) }, token, tenant))
  })

  test('a code to the address will do, and only to the own one', async () => {
    const tenant = await tenantThat('factor-mail', { policy: 'required', factors: ['email'] })
    const [email, foreign] = [freshEmail(), freshEmail()]
    const input = { email, password: sealed(world, 'correct horse') }
    accepted(await send(world, 'registerByEmail', { input }, { tenant }))
    const token = tokenOf(await send(world, 'loginByEmail', { input }, { tenant }))
    for (const to of [email, foreign])
      accepted(
        await rest(world.origin, 'POST', '/api/v2/email/send', { email: to, scene: 'MFA_VERIFY_CODE' }, { tenant }),
      )
    const verify = (body: object) => mfa('applications/mfa/email/verify', body, token, tenant)
    const [code, foreignCode] = [codeIn(await post.mailbox.next(email)), codeIn(await post.mailbox.next(foreign))]
    refused(await verify({ email: foreign, code: foreignCode }), 2001)
    refused(await verify({ email, code: String((Number(code) + 1) % 1_000_000).padStart(6, '0') }), 2001)
    const user = accepted<{ token: string; emailVerified: boolean }>(await verify({ email, code }))
    assert.equal(user.emailVerified, true)
  })

  test('somebody without a phone binds one, unless it is somebody else’s', async () => {
    const tenant = await tenantThat('factor-phone', { policy: 'required', factors: ['sms'] })
    const input = { username: `phoneless${++counter}`, password: sealed(world, 'correct horse') }
    accepted(await send(world, 'registerByUsername', { input }, { tenant }))
    const [mine, taken] = [freshPhone(), freshPhone()]
    const holder = { userInfo: { phone: taken } }
    accepted(await send(world, 'createUser', holder, { tenant, token: await managementToken(world, tenant) }))
    const token = tokenOf(await send(world, 'loginByUsername', { input }, { tenant }))
    assert.equal(accepted(await mfa('applications/mfa/check', { phone: mine }, token, tenant)), true)
    assert.equal(accepted(await mfa('applications/mfa/check', { phone: taken }, token, tenant)), false)
    const codes = new Map<string, string>()
    for (const phone of [mine, taken]) {
      accepted(
        await rest(world.origin, 'POST', '/api/v2/sms/send', { phone, scene: 'SCENE_TYPE_MFA_VERIFY' }, { tenant }),
      )
      codes.set(phone, codeIn(post.phones.last(`+86${phone}`)))
    }
    const verify = (phone: string) =>
      mfa('applications/mfa/sms/verify', { phone, code: codes.get(phone) }, token, tenant)
    refused(await verify(taken), 2035)
    assert.equal(accepted<{ phone: string }>(await verify(mine)).phone, mine)
  })

  test('the address that somebody signed in with does not count twice', async () => {
    const tenant = await tenantThat('factor-twice', { policy: 'required', factors: ['email'] })
    const email = freshEmail()
    const input = { email, password: sealed(world, 'correct horse') }
    accepted(await send(world, 'registerByEmail', { input }, { tenant }))
    accepted(await rest(world.origin, 'POST', '/api/v2/email/send', { email, scene: 'LOGIN_VERIFY_CODE' }, { tenant }))
    const code = codeIn(await post.mailbox.next(email))
    const asked = await rest(world.origin, 'POST', '/api/v2/login/email-code', { email, code }, { tenant })
    refused(asked, 1636)
    const { applicationMfa } = asked.data as { applicationMfa: { mfaPolicy: string }[] }
    assert.deepEqual(
      applicationMfa.map(({ mfaPolicy }) => mfaPolicy),
      ['OTP'],
    )
  })
})

suite('on new devices only', () => {
  test('a trusted device is not asked again, until the factors change', async () => {
    const tenant = await tenantThat('factor-device', { policy: 'new-device', factors: ['totp'] })
    const person = await registerOn(tenant)
    const asked = await signIn(world, person, { tenant })
    refused(asked, 1636)
    const trust = await verifyAndTrust(person, tokenOf(asked), tenant)
    const speaking = { tenant, headers: { 'x-menshen-device': trust } }
    accepted(await signIn(world, person, speaking))
    refused(await signIn(world, person, { tenant }), 1636)
    refused(await signIn(world, person, { tenant, headers: { 'x-menshen-device': trust.replace(/.$/, '!') } }), 1636)
    const body = { userId: person.id, secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXQ' }
    accepted(await mfa('mfa/totp/import', body, await managementToken(world, tenant), tenant))
    refused(await signIn(world, person, speaking), 1636)
  })

  test('nor is it in a new place, unless the rule says so', async () => {
    const tenant = await tenantThat('factor-place', { policy: 'new-place', factors: ['totp'] })
    const person = await registerOn(tenant)
    const trust = await verifyAndTrust(person, tokenOf(await signIn(world, person, { tenant })), tenant)
    const token = await managementToken(world, tenant)
    const headers = { 'x-menshen-device': trust }
    const from = (clientIp: string) => {
      const input = { username: person.username, password: sealed(world, person.password), clientIp }
      return send(world, 'loginByUsername', { input }, { tenant, token, headers })
    }
    accepted(await from('127.0.0.1'))
    refused(await from('203.0.113.9'), 1636)
  })

  test('a device that is forgotten or locked is trusted no more', async () => {
    const tenant = await tenantThat('factor-lost', { policy: 'new-device', factors: ['totp'] })
    const manager = await managementToken(world, tenant)
    for (const lose of ['mydevices/unbind', 'disable-device']) {
      const person = await registerOn(tenant)
      const trust = await verifyAndTrust(person, tokenOf(await signIn(world, person, { tenant })), tenant)
      const speaking = { tenant, headers: { 'x-menshen-device': trust } }
      const { token } = accepted<{ token: string }>(await signIn(world, person, speaking))
      const devices = await rest(world.origin, 'GET', '/api/v3/mydevices/list', undefined, { tenant, token })
      const [{ deviceId } = { deviceId: '' }] = accepted<{ deviceId: string }[]>(devices)
      const own = lose.startsWith('my')
      const body = own ? { deviceId } : { id: deviceId }
      accepted(await rest(world.origin, 'POST', `/api/v3/${lose}`, body, { tenant, token: own ? token : manager }))
      refused(await signIn(world, person, speaking), 1636)
    }
  })

  async function registerOn(tenant: Tenant) {
    const username = `device${++counter}`
    const input = { username, password: sealed(world, 'correct horse') }
    const { id } = accepted<{ id: string }>(await send(world, 'registerByUsername', { input }, { tenant }))
    const token = await managementToken(world, tenant)
    const { secret } = accepted<{ secret: string }>(
      await mfa('mfa/totp/import', { userId: id, secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' }, token, tenant),
    )
    return { id, username, password: 'correct horse', secret }
  }

  async function verifyAndTrust(person: { secret: string }, token: string, tenant: Tenant): Promise<string> {
    const answer = await fetch(`${world.origin}/api/v2/mfa/totp/verify`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: token,
        'x-authing-app-id': tenant.application.id,
      },
      body: JSON.stringify({ totp: codeOf(world, person), trustDevice: true }),
    })
    assert.equal(((await answer.json()) as Outcome).code, 200)
    return answer.headers.get('x-menshen-device') ?? assert.fail('no device')
  }
})

suite('an administrator', () => {
  test('sees what is set up, imports and resets it, which signs the person out', async () => {
    const token = await managementToken(world)
    const person = await registerPerson(world)
    const bound = () => rest(world.origin, 'GET', `/api/v2/users/${person.id}/mfa-bound`, undefined, { token })
    assert.equal(accepted<Record<string, boolean>>(await bound()).OTP, false)
    const body = { userId: person.id, secret: '123456', recoveryCode: '654321' }
    const imported = accepted<Record<string, unknown>>(await mfa('mfa/totp/import', body, token))
    assert.deepEqual(
      [imported.userId, imported.secret, imported.recoveryCode, imported.enable],
      [person.id, '123456', '654321', true],
    )
    assert.equal(accepted<Record<string, boolean>>(await bound()).OTP, true)
    assert.equal(await isSignedIn(person.token), false)
    const asked = await signIn(world, person)
    refused(asked, 1635)
    const { token: opened } = accepted<{ token: string }>(
      await mfa('mfa/totp/recovery', { recoveryCode: '654321' }, tokenOf(asked)),
    )
    const reset = (type: string) =>
      rest(world.origin, 'DELETE', `/api/v2/users/${person.id}/mfa-bound?type=${type}`, undefined, { token })
    refused(await reset('SMS'), 400)
    accepted(await reset('FACE'))
    assert.equal(await isSignedIn(opened), true)
    accepted(await reset('OTP'))
    assert.equal(await isSignedIn(opened), false)
    accepted(await signIn(world, person))
  })

  test('has no say over people of another pool, and nobody else has any', async () => {
    const other = await world.addTenant('factor-foreign')
    const person = await personWithApp(world)
    const token = await managementToken(world, other)
    const path = `/api/v2/users/${person.id}/mfa-bound`
    refused(await rest(world.origin, 'GET', path, undefined, { token }), 2004)
    refused(await rest(world.origin, 'DELETE', path, undefined, { token }), 2004)
    refused(await mfa('mfa/totp/import', { userId: person.id, secret: 'x' }, token, other), 2004)
    refused(await rest(world.origin, 'DELETE', path, undefined, { token: person.token }), 1001)
    refused(await signIn(world, person), 1635)
  })
})

suite('the older API', () => {
  const change =
    'mutation ($enable: Boolean, $userId: String, $refresh: Boolean) { changeMfa(enable: $enable, userId: $userId, refresh: $refresh) { id userId userPoolId enable secret } }'
  const query = 'query ($userId: String) { queryMfa(userId: $userId) { id userId enable secret } }'
  type Mfa = { enable: boolean; secret: string | null } | null

  test('switches the app on with a secret told once, off, and on again with the same', async () => {
    const person = await registerPerson(world)
    const speaking = { tenant: world.tenant, token: person.token }
    const ask = async () => accepted<Mfa>(await graphql(world.origin, query, {}, speaking))
    const set = async (variables: object) => accepted<Mfa>(await graphql(world.origin, change, variables, speaking))
    assert.equal(await ask(), null)
    assert.equal(await set({ enable: false }), null)
    const secret = (await set({ enable: true }))?.secret ?? ''
    assert.match(secret, /^[A-Z2-7]{32}$/)
    assert.deepEqual([(await ask())?.enable, (await ask())?.secret], [true, null])
    const token = tokenOf(await signIn(world, person))
    accepted(await mfa('mfa/totp/verify', { totp: codeOf(world, { secret }) }, token))
    assert.equal((await set({ enable: false }))?.enable, false)
    accepted(await signIn(world, person))
    assert.equal((await set({ enable: true }))?.secret, null)
    const again = await set({ refresh: true })
    assert.notEqual(again?.secret, secret)
    refused(await signIn(world, person), 1635)
  })

  test('is nobody else’s', async () => {
    const [person, other] = [await registerPerson(world), await registerPerson(world)]
    const speaking = { tenant: world.tenant, token: person.token }
    refused(await graphql(world.origin, query, { userId: other.id }, speaking), 2202)
    refused(await graphql(world.origin, change, { userId: other.id, enable: true }, speaking), 2202)
    accepted(await signIn(world, other))
  })
})

suite('a face', () => {
  // Somebody who knows faces stands behind a port; this one knows pictures by their names.
  const provider: FaceProvider = {
    learn: async ({ photoA, photoB }) => (photoA === photoB ? photoA : null),
    matches: async (template, photo) => template === photo,
  }

  test('is bound by somebody signed in, asked for from then on, and recognised', async (context) => {
    world.app.domain.ports.face = provider
    context.after(() => {
      world.app.domain.ports.face = undefined
    })
    const person = await registerPerson(world)
    refused(await mfa('mfa/face/associate', { photoA: 'lin', photoB: 'mei' }, person.token), 1701)
    refused(await mfa('mfa/face/associate', { photoA: 'lin' }, person.token), 2231)
    accepted(await signIn(world, person))
    accepted(await mfa('mfa/face/associate', { photoA: 'lin', photoB: 'lin' }, person.token))
    const asked = await signIn(world, person)
    refused(asked, 1636)
    const data = asked.data as Record<string, unknown>
    assert.deepEqual([data.faceMfaEnabled, data.applicationMfa], [true, [{ mfaPolicy: 'FACE', status: 1, sort: 1 }]])
    refused(await mfa('mfa/face/verify', { photo: 'mei' }, tokenOf(asked)), 1701)
    refused(await mfa('mfa/totp/verify', { totp: '000000' }, tokenOf(asked)), 6003)
    const user = accepted<{ token: string }>(
      await mfa('applications/mfa/face/verify', { photo: 'lin' }, tokenOf(asked)),
    )
    assert.ok(await isSignedIn(user.token))
    const { rows } = await world.database.pool.query('SELECT * FROM face_template WHERE user_id = $1', [person.id])
    assert.equal(rows.length, 1)
    assert.ok(!rows[0]?.template_sealed.includes('lin'))
  })
})

test('an administrator who unlocks somebody forgets wrong second factors too', async () => {
  const tenant = await world.addTenant('factor-unlock')
  const update = 'mutation ($input: UpdateUserpoolInput!) { updateUserpool(input: $input) { id } }'
  const token = await managementToken(world, tenant)
  const input = { loginFailCheck: { enabled: false }, loginPasswordFailCheck: { enabled: false } }
  accepted(await graphql(world.origin, update, { input }, { tenant, token }))
  const person = await personWithApp(world, tenant)
  for (const _ of [1, 2]) {
    const half = tokenOf(await signIn(world, person, { tenant }))
    for (let tries = 0; tries < 5; tries++) refused(await mfa('mfa/totp/verify', { totp: '0' }, half, tenant), 6001)
  }
  refused(await signIn(world, person, { tenant }), 2005)
  accepted(await send(world, 'updateUser', { id: person.id, input: { blocked: false } }, { tenant, token }))
  refused(await signIn(world, person, { tenant }), 1635)
})

test('every refusal is said in the language of whoever asks, and changes nothing', async () => {
  const person = await personWithApp(world)
  const token = tokenOf(await signIn(world, person))
  const stored = async () => {
    const { rows } = await world.database.pool.query(
      `SELECT (SELECT json_agg(a) FROM totp_authenticator a WHERE user_id = $1) AS app,
        (SELECT json_agg(e) FROM totp_enrolment e WHERE user_id = $1) AS begun,
        (SELECT count(*) FROM session WHERE user_id = $1) AS sessions, u.second_factors, u.factor_epoch
      FROM user_account u WHERE id = $1`,
      [person.id],
    )
    return JSON.stringify(rows)
  }
  const before = await stored()
  const ask = (path: string, body: object, bearer: string) => (lang: string) =>
    rest(world.origin, 'POST', `/api/v2/${path}`, body, { tenant: world.tenant, token: bearer, lang })
  const refusals: [Code, (lang: string) => Promise<Outcome>][] = [
    [1635, (lang) => signIn(world, person, { lang })],
    [6001, ask('mfa/totp/verify', { totp: '12345' }, token)],
    [6002, ask('mfa/totp/recovery', { recoveryCode: 'no' }, token)],
    [6003, ask('mfa/totp/associate/confirm', { totp: '000000' }, person.token)],
    [6004, ask('mfa/totp/associate', {}, token)],
    [1700, ask('mfa/face/verify', { photo: 'x' }, token)],
    [2231, ask('mfa/totp/verify', {}, token)],
    [400, ask('mfa/totp/verify', { totp: 123456 }, token)],
    [400, ask('mfa/totp/associate', { authenticator_type: 'hotp' }, person.token)],
    [400, ask('mfa/totp/associate', { source: 'ELSEWHERE' }, person.token)],
    [2206, ask('mfa/totp/verify', { totp: '000000' }, `mfa.${world.tenant.pool.id}.${'A'.repeat(43)}`)],
    [2207, ask('mfa/totp/verify', { totp: '000000' }, 'mfa.nonsense')],
  ]
  for (const [code, provoke] of refusals) {
    const [chinese, english] = [await provoke('zh-CN'), await provoke('en-US')]
    refused(chinese, code)
    refused(english, code)
    assert.match(chinese.message, /\p{Script=Han}/u)
    assert.doesNotMatch(english.message, /\p{Script=Han}/u)
  }
  assert.equal(await stored(), before)
})

test('a sign-in form is told which factors there are', async () => {
  const tenant = await tenantThat('factor-form', { policy: 'required', factors: ['sms', 'totp'] })
  const path = `/api/v2/applications/${tenant.application.id}/public-config`
  const config = accepted<Record<string, unknown>>(await rest(world.origin, 'GET', path))
  assert.deepEqual(config.applicationMfa, [
    { mfaPolicy: 'SMS', status: 1, sort: 1 },
    { mfaPolicy: 'OTP', status: 1, sort: 2 },
  ])
})

test('faces need a provider', async () => {
  const { token } = await registerPerson(world)
  refused(await mfa('mfa/face/associate', { photoA: 'a', photoB: 'b' }, token), 1700)
})

test('settings that cannot be are refused and change nothing', async () => {
  const token = await managementToken(world)
  const update = 'mutation ($input: UpdateUserpoolInput!) { updateUserpool(input: $input) { mfa { policy factors } } }'
  for (const mfa of [{ policy: 'sometimes' }, { factors: [] }, { factors: ['iris'] }])
    refused(await graphql(world.origin, update, { input: { mfa } }, { tenant: world.tenant, token }), 400)
  const path = `/api/v2/applications/${world.tenant.application.id}`
  refused(await rest(world.origin, 'PUT', path, { mfa: { policy: 1 } }, { token }), 400)
  accepted(await rest(world.origin, 'PUT', path, { mfa: { policy: 'off' } }, { token }))
  const person = await personWithApp(world)
  accepted(await signIn(world, person))
  accepted(await rest(world.origin, 'PUT', path, { mfa: null }, { token }))
  refused(await signIn(world, person), 1635)
})
