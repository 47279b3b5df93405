import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { type Authenticator, newAuthenticator } from '../../kit/authenticator.ts'
import { setPool, signingIn } from '../../kit/entry.ts'
import { managementToken, type Person, registerPerson, send } from '../../kit/people.ts'
import { enrol } from '../../kit/second-factor.ts'
import { accepted, type Outcome, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'
import { Browser } from '../../oidc/browser.ts'

let world: World
/** The world's address as a browser needs it: passkeys need a host name, which 127.0.0.1 is not. */
let origin: string
before(async () => {
  world = await newWorld()
  origin = world.origin.replace('127.0.0.1', 'localhost')
})

type Options = { challenge: string; rp: { id: string }; rpId: string; user: { id: string } } & Record<string, unknown>
type Listed = { id: string; name: string; credentialId: string; transports: string[]; lastUsedAt: string | null }

const call = (method: string, path: string, body?: object, speaking: Speaking = {}) =>
  rest(origin, method, `/api/v2/passkeys${path}`, body, { tenant: world.tenant, ...speaking })
const optionsFor = async (path: 'registration' | 'login', speaking: Speaking = {}) =>
  accepted<{ options: Options }>(await call('POST', `/${path}/initialize`, {}, speaking)).options
const finish = (path: 'registration' | 'login', credential: unknown, speaking: Speaking = {}) =>
  call('POST', `/${path}/finalize`, { credential }, speaking)
const listed = async ({ token }: Person) =>
  accepted<{ list: Listed[] }>(await call('GET', '', undefined, { token })).list

async function register(person: Person, authenticator = newAuthenticator()): Promise<Authenticator & { key: string }> {
  const options = await optionsFor('registration', { token: person.token })
  const made = accepted<Listed>(
    await finish('registration', authenticator.create(options, { origin }), { token: person.token }),
  )
  return Object.assign(authenticator, { key: made.id })
}

async function stored(): Promise<string> {
  const { rows } = await world.database.pool.query(
    'SELECT (SELECT json_agg(p ORDER BY id) FROM passkey p) AS passkeys, (SELECT count(*) FROM session) AS sessions, (SELECT count(*) FROM redeemed_challenge) AS challenges',
  )
  return JSON.stringify(rows)
}

async function refusedUnchanged(
  provoke: (speaking: Speaking) => Promise<Outcome>,
  code: Parameters<typeof refused>[1],
) {
  const before = await stored()
  const [chinese, english] = [await provoke({ lang: 'zh-CN' }), await provoke({ lang: 'en-US' })]
  refused(chinese, code)
  refused(english, code)
  assert.match(chinese.message, /\p{Script=Han}/u)
  assert.doesNotMatch(english.message, /\p{Script=Han}/u)
  assert.equal(await stored(), before)
}

describe('a passkey', () => {
  test('is registered, and signs its owner in with no name typed', async () => {
    const person = await registerPerson(world)
    const options = await optionsFor('registration', { token: person.token })
    assert.equal(options.rp.id, 'localhost')
    assert.deepEqual(options.authenticatorSelection, {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'preferred',
    })
    assert.equal(options.attestation, 'none')
    const authenticator = newAuthenticator()
    accepted(await finish('registration', authenticator.create(options, { origin }), { token: person.token }))
    const [passkey] = await listed(person)
    assert.deepEqual(
      [passkey?.credentialId, passkey?.transports, passkey?.lastUsedAt, passkey?.name],
      [authenticator.id, ['internal'], null, 'Passkey'],
    )
    assert.deepEqual(
      (await optionsFor('registration', { token: person.token })).excludeCredentials,
      [{ id: authenticator.id, transports: ['internal'], type: 'public-key' }],
      'a browser does not make a second one on the same device',
    )

    const asked = await optionsFor('login')
    assert.deepEqual([asked.rpId, asked.allowCredentials ?? []], ['localhost', []])
    const user = accepted<{ id: string; token: string; loginsCount: number }>(
      await finish('login', authenticator.get(asked, { origin, counter: 1 })),
    )
    assert.equal(user.id, person.id)
    const self = accepted<{ id: string }>(await send(world, 'user', {}, { token: user.token }))
    assert.equal(self.id, person.id)
    assert.notEqual((await listed(person))[0]?.lastUsedAt, null)
  })

  test('is renamed and deleted by its owner alone', async () => {
    const [person, stranger] = [await registerPerson(world), await registerPerson(world)]
    const { key, ...authenticator } = await register(person)
    accepted(await call('PUT', `/${key}`, { name: '  Lin Mei 的手机 ' }, { token: person.token }))
    assert.equal((await listed(person))[0]?.name, 'Lin Mei 的手机')
    const by = (who: Person) => ({ token: who.token })
    await refusedUnchanged((s) => call('PUT', `/${key}`, { name: 'mine' }, { ...by(stranger), ...s }), 6123)
    await refusedUnchanged((s) => call('DELETE', `/${key}`, undefined, { ...by(stranger), ...s }), 6123)
    await refusedUnchanged((s) => call('PUT', `/${key}`, { name: ' ' }, { ...by(person), ...s }), 400)
    await refusedUnchanged((s) => call('PUT', `/${key}`, { name: 'x'.repeat(65) }, { ...by(person), ...s }), 400)
    await refusedUnchanged((s) => call('DELETE', `/${key}`, undefined, s), 2020)
    accepted(await call('DELETE', `/${key}`, undefined, by(person)))
    assert.deepEqual(await listed(person), [])
    const asked = await optionsFor('login')
    const answer = { ...newAuthenticator(), ...authenticator }.get(asked, { origin, counter: 5 })
    await refusedUnchanged((s) => finish('login', answer, s), 6123)
  })

  test('that is the last way in cannot be deleted', async () => {
    const person = await registerPerson(world)
    const [first, second] = [await register(person), await register(person)]
    await world.database.pool.query('DELETE FROM user_password WHERE user_id = $1', [person.id])
    const remove = (key: string, speaking: Speaking = {}) =>
      call('DELETE', `/${key}`, undefined, { token: person.token, ...speaking })
    accepted(await remove(first.key))
    await refusedUnchanged((speaking) => remove(second.key, speaking), 2217)
  })

  test('has room beside it for nineteen others', async () => {
    const person = await registerPerson(world)
    const speaking = { token: person.token }
    for (let made = 0; made < 19; made++) await register(person)
    const late = newAuthenticator().create(await optionsFor('registration', speaking), { origin })
    await register(person)
    await refusedUnchanged((s) => call('POST', '/registration/initialize', {}, { ...speaking, ...s }), 6126)
    await refusedUnchanged((s) => finish('registration', late, { ...speaking, ...s }), 6126)
  })
})

describe('registering a passkey refuses', () => {
  test('nobody, and whoever signed in long ago', async () => {
    const person = await registerPerson(world)
    await refusedUnchanged((speaking) => call('POST', '/registration/initialize', {}, speaking), 2020)
    await refusedUnchanged((speaking) => finish('registration', {}, speaking), 2020)
    const options = await optionsFor('registration', { token: person.token })
    world.passSeconds(301)
    const { token } = person
    await refusedUnchanged((s) => call('POST', '/registration/initialize', {}, { token, ...s }), 6127)
    const answer = newAuthenticator().create(options, { origin })
    await refusedUnchanged((s) => finish('registration', answer, { token, ...s }), 6121)
  })

  test('whoever was let in without proving anything: by a code that another session confirmed, or by an administrator', async () => {
    const person = await registerPerson(world)
    const management = await managementToken(world)
    const qr = async (step: string, body: object, token?: string) =>
      accepted<{ random: string; token: string }>(
        await rest(origin, 'POST', `/api/v2/qrcode/${step}`, body, { tenant: world.tenant, token }),
      )
    const { random } = await qr('gene', { scene: 'APP_AUTH' })
    await qr('scanned', { random }, person.token)
    await qr('confirm', { random }, person.token)
    const path = `/api/v2/qrcode/check?random=${random}`
    const seen = await rest(origin, 'GET', path, undefined, { tenant: world.tenant })
    const { ticket } = accepted<{ ticket: string }>(seen)
    const scanned = (await qr('userinfo', { ticket }, management)).token
    const given = accepted<{ token: string }>(
      await send(world, 'refreshToken', { id: person.id }, { token: management }),
    )
    for (const token of [scanned, given.token])
      await refusedUnchanged((s) => call('POST', '/registration/initialize', {}, { token, ...s }), 1001)
  })

  test('another origin, another host, a challenge of somebody else, an old one and one that was answered', async () => {
    const [person, stranger] = [await registerPerson(world), await registerPerson(world)]
    const { token } = person
    const options = await optionsFor('registration', { token })
    const from = (answering: object) => newAuthenticator().create(options, { origin, ...answering })
    const refuses = (credential: object, code: 6121 | 6122) =>
      refusedUnchanged((speaking) => finish('registration', credential, { token, ...speaking }), code)
    for (const elsewhere of ['https://evil.example', world.origin, `${origin}0`, origin.replace('http:', 'https:')])
      await refuses(from({ origin: elsewhere }), 6122)
    await refuses(from({ rpId: 'evil.example' }), 6122)
    await refuses(newAuthenticator().create({ ...options, challenge: 'A'.repeat(70) }, { origin }), 6121)
    await refuses(newAuthenticator().create({ ...options, challenge: 'short' }, { origin }), 6121)
    const theirs = await optionsFor('registration', { token: stranger.token })
    await refuses(newAuthenticator().create(theirs, { origin }), 6121)
    await refuses(newAuthenticator().create({ ...options, ...(await optionsFor('login')) }, { origin }), 6121)
    const answer = from({})
    accepted(await finish('registration', answer, { token }))
    await refuses(answer, 6121)
    const old = await optionsFor('registration', { token })
    world.passSeconds(301)
    await refuses(newAuthenticator().create(old, { origin }), 6121)
  })

  test('a credential that somebody has, and attestation that names certificates', async () => {
    const [person, stranger] = [await registerPerson(world), await registerPerson(world)]
    const authenticator = await register(person)
    const options = await optionsFor('registration', { token: stranger.token })
    const taken = authenticator.create(options, { origin })
    await refusedUnchanged((s) => finish('registration', taken, { token: stranger.token, ...s }), 6125)
    // {"alg": -7, "sig": h'00', "x5c": [h'00']}
    const attStmt = Buffer.from('a363616c672663736967410063783563814100', 'hex')
    for (const fmt of ['packed', 'apple', 'android-key', 'tpm', 'fido-u2f']) {
      const answer = newAuthenticator().create(options, { origin, fmt, attStmt })
      await refusedUnchanged((s) => finish('registration', answer, { token: stranger.token, ...s }), 6122)
    }
  })

  test('what is no answer of a browser', async () => {
    const { token } = await registerPerson(world)
    const options = await optionsFor('registration', { token })
    const good = newAuthenticator().create(options, { origin }) as { id: string; response: Record<string, unknown> }
    const wrong = [
      undefined,
      null,
      'text',
      [],
      {},
      { ...good, id: 1 },
      { ...good, rawId: 'other' },
      { ...good, response: [] },
    ]
    const broken = { ...good, response: { ...good.response, clientDataJSON: 'x'.repeat(20_000) } }
    const mixed = { ...good, response: { ...good.response, attestationObject: { a: 1 } } }
    for (const credential of [...wrong, broken, mixed])
      await refusedUnchanged((s) => finish('registration', credential, { token, ...s }), 400)
    const senseless = [
      { ...good.response, clientDataJSON: 'AAAA' },
      { ...good.response, attestationObject: 'AAAA' },
      { ...good.response, attestationObject: undefined },
    ]
    for (const response of senseless)
      await refusedUnchanged((s) => finish('registration', { ...good, response }, { token, ...s }), 6122)
  })

  test('an address without a host name', async () => {
    const { token } = await registerPerson(world)
    const at = (path: string, speaking: Speaking) =>
      rest(world.origin, 'POST', `/api/v2/passkeys/${path}`, {}, { tenant: world.tenant, ...speaking })
    await refusedUnchanged((speaking) => at('registration/initialize', { token, ...speaking }), 400)
    await refusedUnchanged((speaking) => at('login/initialize', speaking), 400)
  })
})

describe('signing in with a passkey refuses', () => {
  test('another origin, another host, a made-up handle and a forged signature', async () => {
    const person = await registerPerson(world)
    const authenticator = await register(person)
    const options = await optionsFor('login')
    const refuses = (credential: unknown, code: 6121 | 6122 | 6123) =>
      refusedUnchanged((speaking) => finish('login', credential, speaking), code)
    await refuses(authenticator.get(options, { origin: 'https://evil.example' }), 6122)
    await refuses(authenticator.get(options, { origin: world.origin }), 6122)
    await refuses(authenticator.get(options, { origin, rpId: 'evil.example' }), 6122)
    await refuses(authenticator.get(options, { origin, userHandle: null }), 6122)
    await refuses(
      authenticator.get(options, { origin, userHandle: Buffer.from('x'.repeat(24)).toString('base64url') }),
      6122,
    )
    const answer = authenticator.get(options, { origin })
    const other = newAuthenticator().get(options, { origin, userHandle: authenticator.userHandle })
    await refuses({ ...answer, response: { ...answer.response, signature: other.response.signature } }, 6122)
    await refuses({ ...answer, response: { ...answer.response, signature: undefined } }, 6122)
    await refuses(other, 6123)
  })

  test('a challenge that was answered, is over, or was made for something else', async () => {
    const person = await registerPerson(world)
    const authenticator = await register(person)
    const answer = authenticator.get(await optionsFor('login'), { origin })
    accepted(await finish('login', answer))
    await refusedUnchanged((speaking) => finish('login', answer, speaking), 6121)
    const twice = authenticator.get(await optionsFor('login'), { origin })
    const codes = (await Promise.all([finish('login', twice), finish('login', twice)])).map(({ code }) => code)
    assert.deepEqual(codes.sort(), [200, 6121])
    const registration = await optionsFor('registration', { token: person.token })
    const crossed = authenticator.get({ ...registration, rpId: 'localhost' }, { origin })
    await refusedUnchanged((speaking) => finish('login', crossed, speaking), 6121)
    const other = await world.addTenant('passkeys-elsewhere')
    const foreign = authenticator.get(await optionsFor('login', { tenant: other }), { origin })
    await refusedUnchanged((speaking) => finish('login', foreign, speaking), 6121)
    const old = authenticator.get(await optionsFor('login'), { origin })
    world.passSeconds(301)
    await refusedUnchanged((speaking) => finish('login', old, speaking), 6121)
  })

  test('a passkey of another pool', async () => {
    const person = await registerPerson(world)
    const authenticator = await register(person)
    const other = await world.addTenant('passkeys-neighbour')
    const answer = authenticator.get(await optionsFor('login', { tenant: other }), { origin })
    await refusedUnchanged((speaking) => finish('login', answer, { tenant: other, ...speaking }), 6123)
  })

  test('a counter that does not grow, unless it never counts', async () => {
    const person = await registerPerson(world)
    const authenticator = await register(person)
    const signIn = async (counter: number, speaking: Speaking = {}) =>
      finish('login', authenticator.get(await optionsFor('login'), { origin, counter }), speaking)
    accepted(await signIn(0))
    accepted(await signIn(0))
    accepted(await signIn(7))
    for (const counter of [7, 6, 0]) await refusedUnchanged((speaking) => signIn(counter, speaking), 6124)
    accepted(await signIn(8))
  })

  test('a locked person', async () => {
    const person = await registerPerson(world)
    const authenticator = await register(person)
    const token = await managementToken(world)
    accepted(await send(world, 'updateUser', { id: person.id, input: { blocked: true } }, { token }))
    const options = await optionsFor('login')
    await refusedUnchanged((s) => finish('login', authenticator.get(options, { origin }), s), 2005)
  })
})

describe('on the sign-in page', () => {
  const openPage = async () => {
    const browser = new Browser({ origin })
    const page = await browser.open(`/sign-in/${world.tenant.application.id}`)
    const optionsHere = async () =>
      (await browser.act(page, 'passkey-options', {})).data as unknown as { options: Options }
    return { browser, page, optionsHere }
  }

  test('a passkey signs in, and a challenge of one page is none of another', async () => {
    const person = await registerPerson(world)
    const authenticator = await register(person)
    const [here, there] = [await openPage(), await openPage()]
    const answer = authenticator.get((await here.optionsHere()).options, { origin })
    const elsewhere = await there.browser.act(there.page, 'passkey-sign-in', { credential: answer })
    assert.equal(elsewhere.code, 6121)
    await refusedUnchanged((speaking) => finish('login', answer, speaking), 6121)
    const { code, data } = await here.browser.act(here.page, 'passkey-sign-in', { credential: answer })
    assert.equal(code, 200)
    // The page of the address that the code went to, which is ours.
    assert.match(await (await here.browser.follow(data.location)).text(), /<title>你已登录/)
    const { rows } = await world.database.pool.query(
      'SELECT user_id, kind FROM session ORDER BY created_at DESC LIMIT 1',
    )
    assert.deepEqual(rows, [{ user_id: person.id, kind: 'browser' }])
  })

  test('an application that offers none has none', async () => {
    const token = await managementToken(world)
    const { id } = world.tenant.application
    const change = (passkeyEnabled: boolean) =>
      rest(origin, 'POST', `/api/v2/applications/${id}`, { passkeyEnabled }, { tenant: world.tenant, token })
    accepted(await change(false))
    const { browser, page } = await openPage()
    assert.equal((page.signIn as { passkey: boolean }).passkey, false)
    assert.equal((await browser.act(page, 'passkey-options', {})).code, 400)
    assert.equal((await browser.act(page, 'passkey-sign-in', { credential: {} })).code, 400)
    accepted(await change(true))
  })
})

describe('as a second factor', () => {
  type Asked = { mfaToken: string; enrolled: boolean; passkeyEnabled: boolean; applicationMfa: { mfaPolicy: string }[] }

  /** The first half of a sign-in, by password. */
  async function firstHalf({ username, password }: Person): Promise<Asked> {
    const credentials = { account: username, password }
    const outcome = await signingIn['REST V2'](world, credentials)
    assert.equal(outcome.code, 1636, outcome.message)
    return outcome.data as Asked
  }

  const ask = async ({ mfaToken }: Pick<Asked, 'mfaToken'>) =>
    accepted<{ options: Options }>(await call('POST', '/mfa/initialize', {}, { token: mfaToken })).options
  const show = ({ mfaToken }: Pick<Asked, 'mfaToken'>, credential: unknown, speaking: Speaking = {}) =>
    call('POST', '/mfa/finalize', { credential }, { token: mfaToken, ...speaking })

  test('it completes a sign-in that began with a password, once', async () => {
    const person = await registerPerson(world)
    const authenticator = await register(person)
    await setPool(world, { mfa: { policy: 'required' } })
    const asked = await firstHalf(person)
    assert.deepEqual([asked.enrolled, asked.passkeyEnabled], [true, true])
    assert.ok(asked.applicationMfa.some(({ mfaPolicy }) => mfaPolicy === 'PASSKEY'))
    const options = await ask(asked)
    assert.deepEqual(options.allowCredentials, [{ id: authenticator.id, transports: ['internal'], type: 'public-key' }])
    const answer = authenticator.get(options, { origin, userVerified: false })
    const user = accepted<{ id: string; token: string }>(await show(asked, answer))
    assert.equal(accepted<{ id: string }>(await send(world, 'user', {}, { token: user.token })).id, person.id)
    await refusedUnchanged((speaking) => show(asked, answer, speaking), 2206)
    await setPool(world, { mfa: { policy: 'off' } })
  })

  test('it lets in while somebody who has the password uses up the guesses at the app', async () => {
    const person = await registerPerson(world)
    await enrol(world, person.token)
    const authenticator = await register(person)
    await setPool(world, { mfa: { policy: 'required' }, loginFailCheck: { enabled: false } })
    const wrong = { totp: '00000000000' }
    for (let bought = 0; bought < 2; bought++) {
      const outcome = await signingIn['REST V2'](world, { account: person.username, password: person.password })
      const { mfaToken: token } = outcome.data as Asked
      for (let tries = 0; tries < 5; tries++)
        refused(await rest(world.origin, 'POST', '/api/v2/mfa/totp/verify', wrong, { token }), 6001)
    }
    const asked = await firstHalf(person)
    assert.deepEqual(
      asked.applicationMfa.map(({ mfaPolicy }) => mfaPolicy),
      ['PASSKEY'],
    )
    accepted(await show(asked, authenticator.get(await ask(asked), { origin, userVerified: false })))
    await setPool(world, { mfa: { policy: 'off' }, loginFailCheck: { enabled: true } })
  })

  test("another person's passkey, another origin, and a challenge of anything else are refused", async () => {
    const [person, stranger] = [await registerPerson(world), await registerPerson(world)]
    const [own, theirs] = [await register(person), await register(stranger)]
    await setPool(world, { mfa: { policy: 'required' } })
    const [asked, other] = [await firstHalf(person), await firstHalf(person)]
    const options = await ask(asked)
    const refuses = (credential: unknown, code: 6121 | 6122 | 6123) =>
      refusedUnchanged((speaking) => show(asked, credential, speaking), code)
    await refuses(theirs.get(options, { origin }), 6123)
    await refuses(theirs.get(options, { origin, userHandle: own.userHandle }), 6123)
    await refuses(own.get(options, { origin: 'https://evil.example' }), 6122)
    await refuses(own.get(options, { origin, userHandle: theirs.userHandle }), 6122)
    await refuses(own.get(await ask(other), { origin }), 6121)
    await refuses(own.get(await optionsFor('login'), { origin }), 6121)
    await refusedUnchanged((s) => finish('login', own.get(options, { origin }), s), 6121)
    await refusedUnchanged((s) => call('POST', '/mfa/initialize', {}, { token: 'mfa.nothing', ...s }), 2207)
    await refusedUnchanged((s) => call('POST', '/mfa/initialize', {}, s), 2020)
    accepted(await show(asked, own.get(options, { origin })))
    await setPool(world, { mfa: { policy: 'off' } })
  })

  test('with user verification it is two factors by itself, and without it does not stand in for the other one', async () => {
    const person = await registerPerson(world)
    const authenticator = await register(person)
    await setPool(world, { mfa: { policy: 'required' } })
    const signIn = async (userVerified: boolean) =>
      finish('login', authenticator.get(await optionsFor('login'), { origin, userVerified }))
    accepted(await signIn(true))
    const outcome = await signIn(false)
    assert.equal(outcome.code, 1636, outcome.message)
    const asked = outcome.data as Asked
    const again = authenticator.get(await ask(asked), { origin, userVerified: false })
    await refusedUnchanged((speaking) => show(asked, again, speaking), 6122)
    accepted(await show(asked, authenticator.get(await ask(asked), { origin, userVerified: true })))
    await setPool(world, { mfa: { policy: 'off' } })
    accepted(await signIn(false))
  })

  test('having one is no wish to be asked for it, and whoever has deleted it has none', async () => {
    const person = await registerPerson(world)
    const { key } = await register(person)
    await setPool(world, { mfa: { policy: 'optional' } })
    const credentials = { account: person.username, password: person.password }
    const { token } = accepted<{ token: string }>(await signingIn['REST V2'](world, credentials))
    await setPool(world, { mfa: { policy: 'required' } })
    await refusedUnchanged((s) => call('DELETE', `/${key}`, undefined, { token, ...s }), 6004)
    await setPool(world, { mfa: { policy: 'optional' } })
    accepted(await call('DELETE', `/${key}`, undefined, { token }))
    await setPool(world, { mfa: { policy: 'required' } })
    const asked = await firstHalf(person)
    assert.deepEqual([asked.enrolled, asked.passkeyEnabled], [false, false])
    await refusedUnchanged((s) => call('POST', '/mfa/initialize', {}, { token: asked.mfaToken, ...s }), 6003)
    await setPool(world, { mfa: { policy: 'off' } })
  })
})

test('registering and deleting one ends what else the person has open, and a mail tells of it', async () => {
  const person = await registerPerson(world)
  const token = await managementToken(world)
  const email = `${person.username}@example.com`
  accepted(await send(world, 'updateUser', { id: person.id, input: { email } }, { token }))
  const signIn = async () =>
    accepted<{ token: string }>(
      await signingIn['REST V2'](world, { account: person.username, password: person.password }),
    ).token
  const me = (bearer: string) => send(world, 'user', {}, { token: bearer })
  const mails = async () =>
    (await world.database.pool.query('SELECT count(*)::int AS n FROM message WHERE recipient = $1', [email])).rows[0].n
  const elsewhere = await signIn()
  const { key } = await register(person)
  refused(await me(elsewhere), 2206)
  accepted(await me(person.token))
  assert.equal(await mails(), 1)
  const again = await signIn()
  accepted(await call('DELETE', `/${key}`, undefined, { token: person.token }))
  refused(await me(again), 2206)
  accepted(await me(person.token))
  assert.equal(await mails(), 2)
})

test('an administrator takes the passkeys of somebody who has lost them away', async () => {
  const person = await registerPerson(world)
  const authenticator = await register(person)
  const token = await managementToken(world)
  const reset = (speaking: Speaking) =>
    rest(origin, 'DELETE', `/api/v2/users/${person.id}/mfa-bound?type=PASSKEY`, undefined, {
      tenant: world.tenant,
      ...speaking,
    })
  await refusedUnchanged((speaking) => reset({ token: person.token, ...speaking }), 1001)
  accepted(await reset({ token }))
  const options = await optionsFor('login')
  await refusedUnchanged((speaking) => finish('login', authenticator.get(options, { origin }), speaking), 6123)
})
