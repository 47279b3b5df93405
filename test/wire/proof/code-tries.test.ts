import assert from 'node:assert/strict'
import { before, beforeEach, describe, test } from 'node:test'
import { actOnPage, doors, type EntryDoor, inBothLanguages, setPool, signingIn } from '../../kit/entry.ts'
import { managementToken, sealed, send } from '../../kit/people.ts'
import { codeIn, openPost } from '../../kit/post.ts'
import { accepted, graphql, type Outcome, postGraphql, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

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
const byCode: Record<EntryDoor, (phone: string, code: string, speaking?: Speaking) => Promise<Outcome>> = {
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

async function fail(phone: string, times: number, door: EntryDoor = 'REST V2', speaking?: Speaking) {
  for (let n = 0; n < times; n++) refused(await byCode[door](phone, `wrong${n}`, speaking), 2001)
}

/** So that a code that was sent stands further guesses. */
const moreTries = () => world.database.pool.query('UPDATE verification_code SET tries_left = 30')

for (const door of doors)
  describe(`wrong codes at the door ${door}`, () => {
    test('count with wrong passwords: after five of both a password needs a captcha, at every door', async () => {
      const person = await newPerson()
      await codeFor(person.phone)
      await fail(person.phone, 3, door)
      for (let n = 0; n < 2; n++) refused(await signingIn['REST V2'](world, { ...person, password: 'wrong' }), 2006)
      for (const other of doors) refused(await signingIn[other](world, person), 2000)
    })

    test('are nothing to an account that no code was sent to: its password and its codes stay as they were', async () => {
      const person = await newPerson()
      await fail(person.phone, 12, door)
      accepted(await signingIn[door](world, person))
      accepted(await byCode[door](person.phone, await codeFor(person.phone)))
    })

    test('lock passwords where there was a code to guess, and never the right code', async () => {
      const person = await newPerson()
      const code = await codeFor(person.phone)
      await moreTries()
      await fail(person.phone, 9, door)
      for (const outcome of await inBothLanguages(world, (speaking) => signingIn[door](world, person, speaking)))
        refused(outcome, 2000)
      accepted(await byCode[door](person.phone, code))
      accepted(await signingIn[door](world, person))
    })

    test('of passwords lock passwords, and whoever was sent a code still gets in', async () => {
      await setPool(world, { loginFailStrategy: 'block-account' })
      try {
        const person = await newPerson()
        for (let n = 0; n < 5; n++) refused(await signingIn[door](world, { ...person, password: 'wrong' }), 2006)
        for (const outcome of await inBothLanguages(world, (speaking) => signingIn[door](world, person, speaking)))
          refused(outcome, 2005)
        accepted(await byCode[door](person.phone, await codeFor(person.phone)))
        accepted(await signingIn[door](world, person))
      } finally {
        await setPool(world, { loginFailStrategy: 'captcha' })
      }
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
  await codeFor(person.phone)
  await moreTries()
  await fail(person.phone, 9)
  refused(await signingIn['REST V2'](world, person), 2000)
  accepted(await signingIn['REST V2'](world, person, { headers: { 'x-menshen-device': device } }))
})

test('many wrong codes at once cost the account nothing where none was sent, and the code all its tries where one was', async () => {
  const person = await newPerson()
  const guess = async () => {
    const tries = Array.from({ length: 30 }, (_, n) => byCode['REST V2'](person.phone, `wrong${n}`))
    for (const outcome of await Promise.all(tries)) refused(outcome, 2001)
  }
  await guess()
  await world.database.pool.query('DELETE FROM limit_window')
  accepted(await signingIn['REST V2'](world, person))
  const code = await codeFor(person.phone)
  await guess()
  refused(await byCode['REST V2'](person.phone, code), 2001)
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
