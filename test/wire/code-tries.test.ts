import assert from 'node:assert/strict'
import { before, beforeEach, describe, test } from 'node:test'
import { actOnPage, doors, inBothLanguages, setPool, signingIn } from '../kit/entry.ts'
import { managementToken, sealed, send } from '../kit/people.ts'
import { codeIn, openPost } from '../kit/post.ts'
import { accepted, graphql, type Outcome, postGraphql, refused, rest, type Speaking } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let post: Awaited<ReturnType<typeof openPost>>
let counter = 0

before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
})
beforeEach(async () => {
  await setPool(world, { loginPasswordFailCheck: { enabled: true, limit: 8, timeInterval: 600 } })
  await world.database.pool.query('DELETE FROM limit_window')
})

const loginByPhoneCode = 'mutation ($input: LoginByPhoneCodeInput!) { loginByPhoneCode(input: $input) { id token } }'

/** Signing in with a code that went to a phone. */
const byCode: Record<Outcome['door'], (phone: string, code: string, speaking?: Speaking) => Promise<Outcome>> = {
  'GraphQL V2': (phone, code, speaking) =>
    graphql(world.origin, loginByPhoneCode, { input: { phone, code } }, { tenant: world.tenant, ...speaking }),
  'REST V2': (phone, code, speaking) =>
    rest(world.origin, 'POST', '/api/v2/login/phone-code', { phone, code }, { tenant: world.tenant, ...speaking }),
  'hosted page': (phone, code, speaking) => actOnPage(world, 'sign-in-by-code', { address: phone, code }, speaking),
}

async function newPerson() {
  const account = `tries${++counter}`
  const phone = `139${String(10_000_000 + counter)}`
  const userInfo = { username: account, phone, password: sealed(world, 'correct horse') }
  accepted(await send(world, 'createUser', { userInfo }, { token: await managementToken(world) }))
  return { account, phone, password: 'correct horse' }
}

async function codeFor(phone: string): Promise<string> {
  accepted(await rest(world.origin, 'POST', '/api/v2/sms/send', { phone }, { tenant: world.tenant }))
  return codeIn(post.phones.last(`+86${phone}`))
}

async function fail(phone: string, times: number, door: Outcome['door'] = 'REST V2', speaking?: Speaking) {
  for (let n = 0; n < times; n++) refused(await byCode[door](phone, `wrong${n}`, speaking), 2001)
}

for (const door of doors)
  describe(`wrong codes at the door ${door}`, () => {
    test('count with wrong passwords: after five of both a password needs a captcha, at every door', async () => {
      const person = await newPerson()
      await fail(person.phone, 3, door)
      for (let n = 0; n < 2; n++) refused(await signingIn['REST V2'](world, { ...person, password: 'wrong' }), 2006)
      for (const other of doors) refused(await signingIn[other](world, person), 2000)
    })

    test('lock the account like wrong passwords, for codes and passwords alike, until the window has passed', async () => {
      const person = await newPerson()
      const code = await codeFor(person.phone)
      await fail(person.phone, 2, door)
      await world.database.pool.query('UPDATE verification_code SET tries_left = 3')
      await fail(person.phone, 6, 'REST V2')
      for (const outcome of await inBothLanguages(world, (speaking) => byCode[door](person.phone, code, speaking)))
        refused(outcome, 2005)
      world.passSeconds(601)
      accepted(await byCode[door](person.phone, await codeFor(person.phone)))
    })

    test('are forgotten with the right one', async () => {
      const person = await newPerson()
      await fail(person.phone, 4, door)
      accepted(await byCode[door](person.phone, await codeFor(person.phone)))
      await fail(person.phone, 4, door)
      accepted(await signingIn[door](world, person))
    })
  })

test('a stranger’s wrong codes do not keep the owner out on a device that they have signed in on', async () => {
  const person = await newPerson()
  const input = { phone: person.phone, code: await codeFor(person.phone) }
  const { headers } = await postGraphql(
    world.origin,
    { query: loginByPhoneCode, variables: { input } },
    { tenant: world.tenant },
  )
  const device = headers.get('x-menshen-device') ?? assert.fail('no device was offered')
  world.passSeconds(61)
  await fail(person.phone, 8)
  const known = { headers: { 'x-menshen-device': device } }
  const code = await codeFor(person.phone)
  refused(await byCode['REST V2'](person.phone, code), 2005)
  accepted(await byCode['REST V2'](person.phone, code, known))
  accepted(await signingIn['REST V2'](world, person, known))
})

test('of many wrong codes at once no more are answered than the window holds', async () => {
  const person = await newPerson()
  const tries = Array.from({ length: 30 }, (_, n) => byCode['REST V2'](person.phone, `wrong${n}`))
  const codes = (await Promise.all(tries)).map(({ code }) => code)
  assert.deepEqual(
    [codes.filter((code) => code === 2001).length, codes.filter((code) => code === 2005).length],
    [8, 22],
  )
})

test('a code that was right and came late is no guess', async () => {
  const person = await newPerson()
  for (let n = 0; n < 9; n++) {
    const code = await codeFor(person.phone)
    world.passSeconds(301)
    refused(await byCode['REST V2'](person.phone, code), 2300)
  }
  accepted(await byCode['REST V2'](person.phone, await codeFor(person.phone)))
})
