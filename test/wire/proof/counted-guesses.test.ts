import assert from 'node:assert/strict'
import { before, beforeEach, describe, test } from 'node:test'
import { setPool } from '../../kit/entry.ts'
import { freshPhone } from '../../kit/fresh.ts'
import { countHashing, type HashingCount } from '../../kit/hashing.ts'
import { registerPerson, sealed } from '../../kit/people.ts'
import { codeIn, openPost } from '../../kit/post.ts'
import { accepted, graphql, type Outcome, postGraphql, refused, rest } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let post: Awaited<ReturnType<typeof openPost>>
let hashing: HashingCount

before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
  await setPool(world, { loginFailCheck: { limit: 1_000 }, frequentRegisterCheck: { enabled: false } })
  hashing = countHashing(world)
})
beforeEach(() => void hashing.since())

const password = 'a new horse for everybody'
const wrong = '000000'

/** Without a scene: such a code signs in, registers, resets and binds. */
async function codeFor(phone: string): Promise<string> {
  accepted(await rest(world.origin, 'POST', '/api/v2/sms/send', { phone }, { tenant: world.tenant }))
  const code = codeIn(post.phones.last(`+86${phone}`))
  return code === wrong ? codeFor(phone) : code
}

type Guess = (phone: string, code: string, profile?: object) => Promise<Outcome>

const registerByPhoneCode =
  'mutation ($input: RegisterByPhoneCodeInput!) { registerByPhoneCode(input: $input) { id phone } }'
const registering: Record<string, Guess> = {
  'GraphQL V2': (phone, code, profile = {}) =>
    graphql(
      world.origin,
      registerByPhoneCode,
      { input: { phone, code, password: sealed(world, password), profile } },
      { tenant: world.tenant },
    ),
  'REST V2': (phone, code, profile = {}) =>
    rest(
      world.origin,
      'POST',
      '/api/v2/register/phone-code',
      { phone, code, password: sealed(world, password), profile },
      { tenant: world.tenant },
    ),
}

const resetPassword =
  'mutation ($phone: String, $code: String!, $newPassword: String!) { resetPassword(phone: $phone, code: $code, newPassword: $newPassword) { code message } }'
const resetting: Record<string, Guess> = {
  'GraphQL V2': (phone, code) =>
    graphql(
      world.origin,
      resetPassword,
      { phone, code, newPassword: sealed(world, password) },
      { tenant: world.tenant },
    ),
  'REST V2': (phone, code) =>
    rest(
      world.origin,
      'POST',
      '/api/v2/password/reset/sms',
      { phone, code, newPassword: sealed(world, password) },
      { tenant: world.tenant },
    ),
}

const triesLeft = async () => {
  const { rows } = await world.database.pool.query('SELECT min(tries_left)::int AS least FROM verification_code')
  return rows[0].least as number | null
}
const forget = () => world.database.pool.query('DELETE FROM verification_code; DELETE FROM limit_window')

for (const [door, register] of Object.entries(registering))
  describe(`registering with a code at the door ${door}`, () => {
    beforeEach(forget)

    test('what is wrong beside the code is said before anybody looks at it, with the same work', async () => {
      const phone = freshPhone()
      const code = await codeFor(phone)
      const left = await triesLeft()
      const answers: [Outcome, unknown][] = []
      for (const guess of [wrong, code]) answers.push([await register(phone, guess, { email: 'x' }), hashing.since()])
      const [[ofWrong, workOfWrong], [ofRight, workOfRight]] = answers as [(typeof answers)[0], (typeof answers)[0]]
      refused(ofWrong, 2003)
      refused(ofRight, 2003)
      assert.deepEqual(workOfRight, workOfWrong)
      assert.deepEqual(workOfWrong, { hashed: 0, compared: 0 })
      assert.equal(await triesLeft(), left, 'nothing was learned, and nothing was counted')
    })

    test('wrong codes cost a try each, and no hash; after three the right one is void, for every purpose', async () => {
      const phone = freshPhone()
      const code = await codeFor(phone)
      for (let n = 0; n < 3; n++) refused(await register(phone, wrong), 2001)
      assert.deepEqual(hashing.since(), { hashed: 0, compared: 0 })
      refused(await register(phone, code), 2001)
      refused(
        await rest(world.origin, 'POST', '/api/v2/login/phone-code', { phone, code }, { tenant: world.tenant }),
        2001,
      )
    })

    test('of thirty guesses at once no more are answered than there are tries', async () => {
      const phone = freshPhone()
      const code = await codeFor(phone)
      const guesses = Array.from({ length: 30 }, () => register(phone, wrong))
      for (const outcome of await Promise.all(guesses)) refused(outcome, 2001)
      refused(await register(phone, code), 2001)
      assert.deepEqual(hashing.since(), { hashed: 0, compared: 0 })
    })

    test('the right one registers with a password, and a refusal after it leaves it good', async () => {
      const { username } = await registerPerson(world)
      hashing.since()
      const phone = freshPhone()
      const code = await codeFor(phone)
      refused(await register(phone, code, { username }), 2034)
      accepted(await register(phone, code))
      refused(await register(phone, code), 2001)
    })
  })

test('a registration that nobody may make says so to right and wrong codes alike', async () => {
  await forget()
  const phone = freshPhone()
  const code = await codeFor(phone)
  await setPool(world, { registerDisabled: true })
  try {
    for (const register of Object.values(registering))
      for (const guess of [wrong, code]) {
        refused(await register(phone, guess), 2031)
        assert.deepEqual(hashing.since(), { hashed: 0, compared: 0 })
      }
  } finally {
    await setPool(world, { registerDisabled: false })
  }
})

test('thirty aliases of one request are thirty tries', async () => {
  await forget()
  const phone = freshPhone()
  const code = await codeFor(phone)
  const input = `{ phone: "${phone}", code: "${wrong}" }`
  const aliases = Array.from({ length: 30 }, (_, n) => `a${n}: registerByPhoneCode(input: ${input}) { id }`)
  const { body } = await postGraphql(
    world.origin,
    { query: `mutation { ${aliases.join(' ')} }` },
    { tenant: world.tenant },
  )
  assert.ok(body.errors?.every(({ message }) => message.code === 2001))
  refused(await (registering['REST V2'] as Guess)(phone, code), 2001)
})

for (const [door, reset] of Object.entries(resetting))
  describe(`a new password with a code at the door ${door}`, () => {
    beforeEach(forget)

    test('wrong codes cost a try each, and no hash, whoever has the number', async () => {
      const phone = freshPhone()
      accepted(await (registering['REST V2'] as Guess)(phone, await codeFor(phone)))
      await forget()
      const code = await codeFor(phone)
      hashing.since()
      for (let n = 0; n < 3; n++) refused(await reset(phone, wrong), 2001)
      assert.deepEqual(hashing.since(), { hashed: 0, compared: 0 })
      refused(await reset(phone, code), 2001)
    })
  })

/** What else takes a code that went to a number without a purpose. */
const others: Record<string, (phone: string, code: string) => { path: string; body: object }> = {
  'a sign-in': (phone, code) => ({ path: 'login/phone-code', body: { phone, code } }),
  'a sign-in that registers': (phone, code) => ({
    path: 'login/phone-code',
    body: { phone, code, autoRegister: true },
  }),
  'a number proven for a form': (phone, phoneCode) => ({ path: 'sms/preCheckCode', body: { phone, phoneCode } }),
  'a reset in two steps': (phone, code) => ({ path: 'users/password/forget/check-code', body: { phone, code } }),
}

for (const [name, request] of Object.entries(others))
  test(`a wrong code costs a try and no hash: ${name}`, async () => {
    await forget()
    const phone = freshPhone()
    accepted(await (registering['REST V2'] as Guess)(phone, await codeFor(phone)))
    await forget()
    const code = await codeFor(phone)
    hashing.since()
    const { path, body } = request(phone, wrong)
    for (let n = 0; n < 3; n++)
      refused(await rest(world.origin, 'POST', `/api/v2/${path}`, body, { tenant: world.tenant }), 2001)
    assert.deepEqual(hashing.since(), { hashed: 0, compared: 0 })
    refused(await (resetting['REST V2'] as Guess)(phone, code), 2001)
  })
