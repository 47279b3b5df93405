import assert from 'node:assert/strict'
import { before, beforeEach, describe, test } from 'node:test'
import { inBothLanguages } from '../../kit/entry.ts'
import { managementToken, type Person, registerPerson, sealed, send } from '../../kit/people.ts'
import { codeOf, personWithApp, tokenOf } from '../../kit/second-factor.ts'
import { addApplication } from '../../kit/tenant.ts'
import { accepted, graphql, type Outcome, postGraphql, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

interface SubAccount {
  id: string
  appId: string
  userId: string
  account: string
  enabled: boolean
}

const password = 'a second horse'
let world: World
let token: string
let main: Person
let counter = 0

before(async () => {
  world = await newWorld()
  token = await managementToken(world)
  main = await registerPerson(world)
  const { id } = world.tenant.application
  accepted(await manage('POST', `/api/v2/applications/${id}`, { enableSubAccount: true }))
})

// Wrong passwords of one test are forgotten in the next: all come from one address.
beforeEach(() => world.passSeconds(1000))

function manage(method: string, path: string, body?: object, speaking: Speaking = {}): Promise<Outcome> {
  return rest(world.origin, method, path, body, { tenant: world.tenant, token, ...speaking })
}

const base = (application = world.tenant.application.id) => `/api/v2/applications/${application}/sub-accounts`

async function create(input: object = {}): Promise<SubAccount> {
  const body = { userId: main.id, account: `helper ${++counter}`, password: sealed(world, password), ...input }
  return accepted<SubAccount>(await manage('POST', base(), body))
}

function signIn(account: string, text = password, speaking: Speaking = {}): Promise<Outcome> {
  const query =
    'mutation ($account: String!, $password: String!, $captchaCode: String) { loginBySubAccount(account: $account, password: $password, captchaCode: $captchaCode) { id username token loginsCount } }'
  return graphql(world.origin, query, { account, password: sealed(world, text) }, { tenant: world.tenant, ...speaking })
}

type SignedIn = { id: string; username: string; token: string }
const entered = async (account: string, text?: string) => accepted<SignedIn>(await signIn(account, text))
const whoIs = (bearer: string) => send(world, 'user', {}, { token: bearer })

test('whoever enters by a sub-account is the main account', async () => {
  const { account, ...made } = await create()
  assert.deepEqual([made.userId, made.appId, made.enabled], [main.id, world.tenant.application.id, true])
  assert.ok(!('hash' in made) && !('password' in made))
  const user = await entered(` ${account.toUpperCase()} `)
  assert.deepEqual([user.id, user.username], [main.id, main.username])
  assert.equal(accepted<{ id: string }>(await whoIs(user.token)).id, main.id)
  refused(await send(world, 'updateUser', { input: { nickname: 'x' } }, { token: user.token }), 1001)
  assert.equal(
    (await send(world, 'loginByUsername', { input: { username: account, password: sealed(world, password) } })).code,
    2004,
  )
})

test('2333 for whatever is wrong, and nothing changes', async () => {
  const { account } = await create()
  const off = await create()
  accepted(await manage('PUT', `${base()}/${off.id}`, { enabled: false }))
  for (const [name, text] of [
    [account, 'wrong'],
    [account, main.password],
    ['nobody at all', password],
    [off.account, password],
    [main.username, main.password],
  ] as const)
    for (const outcome of await inBothLanguages(world, (speaking) => signIn(name, text, speaking))) {
      refused(outcome, 2333)
      assert.equal(typeof (outcome.data as { remainCount: number }).remainCount, 'number')
    }
})

test('wrong passwords are counted by name, and never against the main account', async () => {
  const { account } = await create()
  const codes: number[] = []
  for (let n = 0; n < 12 && !codes.includes(2000); n++) codes.push((await signIn(account, 'wrong')).code)
  assert.equal(codes.at(-1), 2000)
  refused(await signIn(account), 2000)
  const input = { username: main.username, password: sealed(world, main.password) }
  assert.notEqual(
    (await send(world, 'loginByUsername', { input }, { headers: { 'x-forwarded-for': '192.0.2.7' } })).code,
    2005,
  )
})

test('no device becomes known by it, which would get tries of its own at the main account', async () => {
  const { account } = await create()
  const query = (mutation: string) => ({ query: `mutation { ${mutation} { id } }` })
  const speaking = { tenant: world.tenant, headers: { 'user-agent': 'a till of its own' } }
  const name = (text: string) => JSON.stringify(text)
  const by = `(account: ${name(account)}, password: ${name(sealed(world, password))})`
  const entering = await postGraphql(world.origin, query(`loginBySubAccount${by}`), speaking)
  assert.ok(entering.body.data)
  assert.equal(entering.headers.get('x-menshen-device'), null)
  const input = `(input: { username: ${name(main.username)}, password: ${name(sealed(world, main.password))} })`
  const own = await postGraphql(world.origin, query(`loginByUsername${input}`), speaking)
  assert.notEqual(own.headers.get('x-menshen-device'), null)
})

test('it is not for a sub-account to delete the main account', async () => {
  const { account } = await create()
  const { token: bearer } = await entered(account)
  refused(await manage('DELETE', '/api/v2/users/delete', undefined, { token: bearer }), 1001)
  accepted(await whoIs(main.token))
})

test('it confirms no code that another browser shows', async () => {
  const { account } = await create()
  const { token: bearer } = await entered(account)
  const qr = (step: string, body: object) => manage('POST', `/api/v2/qrcode/${step}`, body, { token: bearer })
  const { random } = accepted<{ random: string }>(await qr('gene', { scene: 'APP_AUTH' }))
  for (const step of ['scanned', 'confirm', 'cancel']) refused(await qr(step, { random }), 1001)
})

test('a locked main account is locked by every name', async () => {
  const person = await registerPerson(world)
  const { account } = await create({ userId: person.id })
  await entered(account)
  accepted(await send(world, 'updateUser', { id: person.id, input: { blocked: true } }, { token }))
  refused(await signIn(account), 2005)
  accepted(await send(world, 'deleteUser', { id: person.id }, { token }))
  refused(await signIn(account), 2333)
})

describe('sessions that a sub-account opened', () => {
  const endings: [string, (id: string) => Promise<Outcome>][] = [
    ['a new password', (id) => manage('PUT', `${base()}/${id}`, { password: sealed(world, 'a third horse') })],
    ['switching it off', (id) => manage('PUT', `${base()}/${id}`, { enabled: false })],
    ['deleting it', (id) => manage('DELETE', `${base()}/${id}`)],
  ]
  for (const [what, end] of endings)
    test(`end with ${what}, and the main account's own do not`, async () => {
      const { id, account } = await create()
      const { token: bearer } = await entered(account)
      accepted(await end(id))
      refused(await whoIs(bearer), 2206)
      accepted(await whoIs(main.token))
      refused(await signIn(account), 2333)
    })

  test('stay when only the name changes', async () => {
    const { id, account } = await create()
    const { token: bearer } = await entered(account)
    accepted(await manage('PUT', `${base()}/${id}`, { account: `renamed ${id}` }))
    accepted(await whoIs(bearer))
    refused(await signIn(account), 2333)
    await entered(`renamed ${id}`)
  })
})

test('an application that has none refuses, and so does a pool without an application', async () => {
  const application = await addApplication(world.app.domain, world.tenant.pool, { identifier: 'plain' })
  const { account } = await create()
  refused(await signIn(account, password, { tenant: { ...world.tenant, application } }), 400)
  const bare = { tenant: null, headers: { 'x-authing-userpool-id': world.tenant.pool.id } }
  refused(await signIn(account, password, bare), 2101)
  refused(await signIn('  '), 2211)
})

test('a password that the main account has to renew is not for a sub-account to choose', async () => {
  const person = await registerPerson(world)
  const { account } = await create({ userId: person.id })
  const changes = { resetPasswordOnNextLogin: true }
  accepted(await send(world, 'updateUser', { id: person.id, input: changes }, { token }))
  const input = { username: person.username, password: sealed(world, person.password) }
  refused(await send(world, 'loginByUsername', { input }), 2058)
  assert.equal((await entered(account)).id, person.id)
})

describe('of a main account with a second factor', () => {
  const half = async () => {
    const person = await personWithApp(world)
    const made = await create({ userId: person.id })
    const outcome = await signIn(made.account)
    refused(outcome, 1635)
    const verify = () => {
      const body = { totp: codeOf(world, person.app, 1) }
      return manage('POST', '/api/v2/mfa/totp/verify', body, { token: tokenOf(outcome) })
    }
    return { ...made, person, verify }
  }

  test('it is asked for, and the session ends with the sub-account like any other', async () => {
    const { id, person, verify } = await half()
    const user = accepted<SignedIn>(await verify())
    assert.equal(user.id, person.id)
    accepted(await whoIs(user.token))
    accepted(await manage('PUT', `${base()}/${id}`, { enabled: false }))
    refused(await whoIs(user.token), 2206)
    accepted(await whoIs(person.token))
  })

  test('a sign-in that is half done is void when the sub-account is gone', async () => {
    const { id, verify } = await half()
    accepted(await manage('DELETE', `${base()}/${id}`))
    refused(await verify(), 2206)
  })
})

describe('managing them', () => {
  test('a page of all, or of one person', async () => {
    const person = await registerPerson(world)
    const first = await create({ userId: person.id })
    const second = await create({ userId: person.id })
    const page = accepted<{ totalCount: number; list: SubAccount[] }>(
      await manage('GET', `${base()}?userId=${person.id}`),
    )
    assert.deepEqual([page.totalCount, page.list.map(({ id }) => id)], [2, page.list.map(({ id }) => id).sort()])
    assert.deepEqual(
      page.list.map(({ id }) => id),
      [first.id, second.id].sort(),
    )
    const next = await manage('GET', `${base()}?page=2&limit=1&userId=${person.id}`)
    assert.deepEqual(
      accepted<typeof page>(next).list.map(({ id }) => id),
      [page.list[1]?.id],
    )
  })

  test('refusals, with nothing changed', async () => {
    const { id, account } = await create()
    const input = { userId: main.id, account: 'fresh', password: sealed(world, password) }
    const provocations: [2004 | 2011 | 2016 | 2026 | 2029 | 2211 | 2231, string, string, object][] = [
      [2026, 'POST', base(), { ...input, account: account.toUpperCase() }],
      [2004, 'POST', base(), { ...input, userId: 'f'.repeat(24) }],
      [2011, 'POST', base('f'.repeat(24)), input],
      [2016, 'POST', base(), { ...input, password: 'as typed' }],
      [2029, 'POST', base(), { ...input, password: sealed(world, '12') }],
      [2211, 'POST', base(), { ...input, account: ' ' }],
      [2231, 'POST', base(), { ...input, password: undefined }],
      [2004, 'PUT', `${base()}/${'f'.repeat(24)}`, { enabled: true }],
      [2004, 'DELETE', `${base()}/${'f'.repeat(24)}`, {}],
      [2004, 'DELETE', `${base('f'.repeat(24))}/${id}`, {}],
    ]
    for (const [code, method, path, body] of provocations)
      for (const outcome of await inBothLanguages(world, (speaking) => manage(method, path, body, speaking)))
        refused(outcome, code)
    await entered(account)
  })

  test('of two who take one name at once, one gets it', async () => {
    const input = { userId: main.id, account: 'contested', password: sealed(world, password) }
    const outcomes = await Promise.all([1, 2, 3].map(() => manage('POST', base(), input)))
    assert.deepEqual(outcomes.map(({ code }) => code).sort(), [200, 2026, 2026])
  })

  test('only administrators of the pool', async () => {
    const { id } = await create()
    const other = await world.addTenant('elsewhere')
    const stranger = { tenant: other, token: await managementToken(world, other) }
    refused(await manage('GET', base(), undefined, { token: undefined }), 2020)
    refused(await manage('GET', base(), undefined, { token: main.token }), 1001)
    refused(await manage('GET', base(), undefined, stranger), 2011)
    refused(await manage('PUT', `${base()}/${id}`, { enabled: false }, stranger), 2004)
    refused(await manage('DELETE', `${base()}/${id}`, undefined, stranger), 2004)
    refused(await manage('DELETE', `${base()}/${id}`, undefined, { token: main.token }), 1001)
  })
})
