import assert from 'node:assert/strict'
import { before, beforeEach, describe, test } from 'node:test'
import { solveProofOfWork } from '../../../login/src/proof-of-work.ts'
import { atMost } from '../../kit/at-most.ts'
import {
  actOnPage,
  addPerson,
  type Credentials,
  doors,
  type EntryDoor,
  inBothLanguages,
  openBrowser,
  setPool,
  signingIn,
} from '../../kit/entry.ts'
import { countHashing } from '../../kit/hashing.ts'
import { documents, managementToken, sealed, send } from '../../kit/people.ts'
import { startSecondServer } from '../../kit/second-server.ts'
import { accepted, type Outcome, postGraphql, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let counter = 0

/** What a proxy in front says: the world trusts none, so the tests move the counts instead of the addresses. */
const forgetAddresses = () => world.database.pool.query('DELETE FROM limit_window')

before(async () => {
  world = await newWorld()
})
beforeEach(forgetAddresses)

async function newPerson(): Promise<Credentials & { id: string }> {
  const account = `captcha ${++counter}`
  return { id: await addPerson(world, account), account, password: 'correct horse' }
}

/** Signs in, and answers what makes the client's device known from then on. */
async function deviceOf({ account, password }: Credentials): Promise<string> {
  const variables = { input: { username: account, password: sealed(world, password) } }
  const { headers } = await postGraphql(
    world.origin,
    { query: documents.loginByUsername, variables },
    { tenant: world.tenant },
  )
  return headers.get('x-menshen-device') ?? assert.fail('no device was offered')
}

/** Fails so many times in a row. */
async function fail(person: Credentials, times: number, door: EntryDoor = 'GraphQL V2', at = world) {
  const outcomes: number[] = []
  for (let n = 0; n < times; n++) outcomes.push((await signingIn[door](at, { ...person, password: 'wrong' })).code)
  return outcomes
}

/** An image as a browser is shown it, whose text the test knows. */
async function newCaptcha(answer: string, url: string): Promise<string> {
  const response = await fetch(url)
  assert.equal(response.headers.get('content-type'), 'image/svg+xml')
  assert.match(await response.text(), /^<svg[\s>]/)
  const [cookie = ''] = response.headers.getSetCookie()
  assert.match(cookie, /^menshen_captcha=[\w-]{22}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=300$/)
  const id = cookie.slice('menshen_captcha='.length, cookie.indexOf(';'))
  const { pool } = world.tenant
  const hash = world.app.domain.ports.captcha.answerHash(pool.id, id, answer)
  await world.database.pool.query('UPDATE captcha SET answer_hash = $1 WHERE id = $2', [hash, id])
  return id
}

const withCaptcha = (id: string) => ({ headers: { cookie: `menshen_captcha=${id}` } })

for (const door of doors)
  describe(`after five wrong passwords, at the door ${door}`, () => {
    test('2000 with the address of an image, even for the right password, in both languages', async () => {
      const person = await newPerson()
      assert.deepEqual(await fail(person, 5, door), [2006, 2006, 2006, 2006, 2006])
      for (const outcome of await inBothLanguages(world, (speaking) => signingIn[door](world, person, speaking))) {
        refused(outcome, 2000)
        const { url, challenge, difficulty } = outcome.data as { url: string; challenge: string; difficulty: number }
        assert.equal(challenge.split('.')[2], String(difficulty))
        assert.equal(url, `${world.origin}/api/v2/security/captcha?app_id=${world.tenant.application.id}`)
      }
    })

    test('2001 for a wrong captcha, and a right one lets the right password in and starts anew', async () => {
      const person = await newPerson()
      await fail(person, 5, door)
      const { data } = await signingIn[door](world, person)
      const wrong = await newCaptcha('ABCD', (data as { url: string }).url)
      if (door !== 'hosted page') {
        for (const outcome of await inBothLanguages(world, (speaking) =>
          signingIn[door](world, { ...person, captchaCode: 'XYZ' }, { ...speaking, ...withCaptcha(wrong) }),
        ))
          refused(outcome, 2001)
        refused(await signingIn[door](world, { ...person, captchaCode: 'ABCD' }), 2001)
        accepted(await signingIn[door](world, { ...person, captchaCode: 'abcd' }, withCaptcha(wrong)))
      } else {
        const browser = openBrowser(world)
        const url = (data as { url: string }).url
        const shown = await browser.go(url)
        const id = /menshen_captcha=([\w-]+)/.exec(shown.headers.getSetCookie()[0] ?? '')?.[1] ?? ''
        const hash = world.app.domain.ports.captcha.answerHash(world.tenant.pool.id, id, 'ABCD')
        await world.database.pool.query('UPDATE captcha SET answer_hash = $1 WHERE id = $2', [hash, id])
        refused(await actOnPage(world, 'sign-in', { ...person, captchaCode: 'XYZ' }, {}, browser), 2001)
        accepted(await actOnPage(world, 'sign-in', { ...person, captchaCode: 'ABCD' }, {}, browser))
      }
      assert.deepEqual(await fail(person, 1, door), [2006])
    })
  })

test('a captcha is good for one try, whichever password comes with it', async () => {
  const person = await newPerson()
  await fail(person, 5)
  const { data } = await signingIn['GraphQL V2'](world, person)
  const id = await newCaptcha('ABCD', (data as { url: string }).url)
  const tries = Array.from({ length: 6 }, () =>
    signingIn['GraphQL V2'](world, { ...person, password: 'wrong', captchaCode: 'ABCD' }, withCaptcha(id)),
  )
  const codes = (await Promise.all(tries)).map(({ code }) => code)
  assert.equal(codes.filter((code) => code === 2006).length, 1)
  assert.equal(codes.filter((code) => code === 2001).length, 5)
})

/** As a client without a screen does it. */
async function workFor(outcome: Outcome) {
  refused(outcome, 2000)
  const { challenge } = outcome.data as { challenge: string }
  return { headers: { 'x-menshen-work': `${challenge}:${await solveProofOfWork(challenge)}` } }
}

for (const door of ['GraphQL V2', 'REST V2'] as const)
  test(`work stands for the captcha, once, and nothing is hashed without it: ${door}`, async () => {
    const person = await newPerson()
    await fail(person, 5, door)
    const hashing = countHashing(world)
    const asked = await signingIn[door](world, person)
    const work = await workFor(asked)
    const { challenge } = asked.data as { challenge: string }
    refused(await signingIn[door](world, person, { headers: { 'x-menshen-work': `${challenge}:1` } }), 2001)
    assert.deepEqual(hashing.since(), { hashed: 0, compared: 0 })
    refused(await signingIn[door](world, { ...person, password: 'wrong' }, work), 2006)
    assert.deepEqual(hashing.since(), { hashed: 0, compared: 1 })
    refused(await signingIn[door](world, person, work), 2001)
    accepted(await signingIn[door](world, person, await workFor(await signingIn[door](world, person))))
  })

test('one password tried on everybody from everywhere: the pool asks for work, and known devices go on', async () => {
  const [person, known] = [await newPerson(), await newPerson()]
  const device = await deviceOf(known)
  const token = await managementToken(world)
  const { unit, ports, clock } = world.app.domain
  const limit = { userPoolId: world.tenant.pool.id, key: 'sign-in-failure:pool', windowSeconds: 300, limit: 1000 }
  await unit.write(async ({ tx }) => {
    for (let n = 0; n < 998; n++) await ports.limits.hit(tx, limit, clock())
  })
  const spray = (n: number) => {
    const input = { username: `nobody ${n}`, password: sealed(world, 'spring 2026'), clientIp: `10.1.${n}.1` }
    return send(world, 'loginByUsername', { input }, { token })
  }
  for (let n = 0; n < 2; n++) refused(await spray(n), 2004)
  const hashing = countHashing(world)
  refused(await spray(2), 2000)
  const asked = await signingIn['REST V2'](world, person)
  assert.deepEqual(hashing.since(), { hashed: 0, compared: 0 })
  accepted(await signingIn['REST V2'](world, person, await workFor(asked)))
  accepted(await signingIn['REST V2'](world, known, { headers: { 'x-menshen-device': device } }))
})

test('one count for every door, every identifier and every process', async () => {
  const second = await startSecondServer(world)
  try {
    const person = await newPerson()
    const speaking = { token: await managementToken(world) }
    const email = `captcha${counter}@example.com`
    accepted(await send(world, 'updateUser', { id: person.id, input: { email } }, speaking))
    await fail(person, 2, 'GraphQL V2')
    await fail({ ...person, account: email }, 2, 'REST V2', second)
    await fail(person, 1, 'hosted page')
    for (const at of [world, second]) for (const door of doors) refused(await signingIn[door](at, person), 2000)
  } finally {
    await second.close()
  }
})

test('of a hundred wrong passwords at once no more are answered than of a hundred in a row', async () => {
  const second = await startSecondServer(world)
  try {
    const person = await newPerson()
    // As many at once as the two have connections.
    const outcomes = await atMost(20, 100, (index) =>
      signingIn['GraphQL V2'](index % 2 ? second : world, { ...person, password: `wrong ${index}` }),
    )
    const codes = outcomes.map(({ code }) => code)
    assert.equal(codes.filter((code) => code === 2006).length, 5)
    assert.equal(codes.filter((code) => code === 2000).length, 95)
  } finally {
    await second.close()
  }
})

test('an address that fails with many accounts needs a captcha too, and so does a person from there', async () => {
  const person = await newPerson()
  for (let n = 0; n < 20; n++)
    refused(await signingIn['REST V2'](world, { account: `nobody ${n}`, password: 'x' }), 2004)
  refused(await signingIn['REST V2'](world, person), 2000)
  world.passSeconds(301)
  accepted(await signingIn['REST V2'](world, person))
})

test('addresses that only a management client may name: a thousand of them guess no better than one', async () => {
  const person = await newPerson()
  const device = await deviceOf(person)
  const token = await managementToken(world)
  const password = sealed(world, 'wrong')
  const codes: number[] = []
  for (let n = 0; n < 1000; n++) {
    const input = { username: person.account, password, clientIp: `10.0.${n >> 8}.${n & 255}` }
    codes.push((await send(world, 'loginByUsername', { input }, { token })).code)
  }
  assert.equal(codes.filter((code) => code === 2006).length, 5)
  assert.equal(codes.filter((code) => code === 2000).length, 995)
  refused(await signingIn['GraphQL V2'](world, person), 2000)
  const known = { headers: { 'x-menshen-device': device } }
  accepted(await signingIn['GraphQL V2'](world, person, known))
  const other = await newPerson()
  await fail(other, 5)
  refused(await signingIn['GraphQL V2'](world, other, known), 2000)
})

test('who signed in on the page before is known there, and strangers do not keep them out', async () => {
  const person = await newPerson()
  const browser = openBrowser(world)
  accepted(await actOnPage(world, 'sign-in', person, {}, browser))
  await fail(person, 6)
  refused(await actOnPage(world, 'sign-in', person), 2000)
  const again = new URLSearchParams({
    client_id: world.tenant.application.id,
    redirect_uri: `${world.origin}/welcome`,
    response_type: 'code',
    scope: 'openid',
    prompt: 'login',
  })
  const page = await browser.open(`/oidc/auth?${again}`)
  const wrong = { ...person, password: 'wrong' }
  refused({ ...(await browser.act(page, 'sign-in', wrong)), door: 'hosted page' }, 2006)
  accepted({ ...(await browser.act(page, 'sign-in', person)), door: 'hosted page' })
})

test('a client without cookies is told by a header what makes its device known, once', async () => {
  const person = await newPerson()
  const query = 'mutation ($input: LoginByUsernameInput!) { loginByUsername(input: $input) { id } }'
  const variables = { input: { username: person.account, password: sealed(world, person.password) } }
  const signIn = (headers: Record<string, string> = {}) =>
    postGraphql(world.origin, { query, variables }, { tenant: world.tenant, headers })
  const device = (await signIn()).headers.get('x-menshen-device') ?? ''
  assert.match(device, /^[0-9a-f]{24}\.\d{10}\.[\w-]{43}$/)
  assert.equal((await signIn({ 'x-menshen-device': device })).headers.get('x-menshen-device'), null)
  await fail(person, 6)
  refused(await signingIn['REST V2'](world, person), 2000)
  accepted(await signingIn['REST V2'](world, person, { headers: { 'x-menshen-device': device } }))
})

test('429: a network that asks for more images than an office could mistype, for five minutes', async () => {
  const { unit, ports, clock } = world.app.domain
  const { id: userPoolId } = world.tenant.pool
  const limit = { userPoolId, key: 'captcha:address:127.0.0.1', windowSeconds: 300, limit: 300 }
  await unit.write(async ({ tx }) => {
    for (let n = 0; n < 300; n++) await ports.limits.hit(tx, limit, clock())
  })
  const provoke = (speaking: Speaking) =>
    rest(world.origin, 'GET', '/api/v2/security/captcha', undefined, { tenant: world.tenant, ...speaking })
  for (const outcome of await inBothLanguages(world, provoke)) refused(outcome, 429)
  const other = await world.addTenant('beside the captcha')
  const ask = () => fetch(`${world.origin}/api/v2/security/captcha?app_id=${other.application.id}`)
  assert.equal((await ask()).headers.get('content-type'), 'image/svg+xml')
  // So many are counted in hundredths of the window: one may count for three seconds longer.
  world.passSeconds(304)
  assert.match(
    await newCaptcha('ABCD', `${world.origin}/api/v2/security/captcha?userpool_id=${userPoolId}`),
    /^[\w-]{22}$/,
  )
})

describe('with the strategy block-account', () => {
  before(() =>
    setPool(world, {
      loginFailStrategy: 'block-account',
      loginPasswordFailCheck: { enabled: true, limit: 2, timeInterval: 300 },
    }),
  )

  for (const door of doors)
    test(`2005 after two wrong passwords, until time has passed or an administrator unlocks: ${door}`, async () => {
      const person = await newPerson()
      assert.deepEqual(await fail(person, 2, door), [2006, 2006])
      for (const outcome of await inBothLanguages(world, (speaking) => signingIn[door](world, person, speaking)))
        refused(outcome, 2005)
      const speaking = { token: await managementToken(world) }
      accepted(await send(world, 'updateUser', { id: person.id, input: { blocked: false } }, speaking))
      accepted(await signingIn[door](world, person))
      await fail(person, 2, door)
      refused(await signingIn[door](world, person), 2005)
      world.passSeconds(301)
      accepted(await signingIn[door](world, person))
    })

  test('a locked account costs no hash', async () => {
    const person = await newPerson()
    await fail(person, 2)
    const { hasher } = world.app.domain.ports
    const { matches } = hasher
    let hashed = 0
    hasher.matches = (...given) => {
      hashed++
      return matches(...given)
    }
    try {
      for (let n = 0; n < 10; n++) refused(await signingIn['REST V2'](world, person), 2005)
      assert.equal(hashed, 0)
    } finally {
      hasher.matches = matches
    }
  })
})
