import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import { say } from '@menshen/contract/errors'
import { addPerson, doors, inBothLanguages, registering, setPool, signingIn } from '../../kit/entry.ts'
import { managementToken, sealed, send } from '../../kit/people.ts'
import { startSecondServer } from '../../kit/second-server.ts'
import { accepted, graphql, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

const password = 'correct horse'
const world: World = await newWorld()
const everything = {
  registerDisabled: false,
  frequentRegisterCheck: { enabled: true, limit: 100, timeInterval: 300 },
  loginRequireEmailVerified: false,
  hideAccountExistence: false,
  emailVerifiedDefault: false,
  passwordStrength: 1,
}
let counter = 0
const newName = () => `entrant ${++counter}`

beforeEach(async () => {
  await world.database.pool.query('DELETE FROM limit_window')
  await setPool(world, everything)
})

describe('registration that is closed', () => {
  for (const door of doors)
    test(`2031, and an administrator still creates people: ${door}`, async () => {
      await setPool(world, { registerDisabled: true })
      const account = newName()
      const provoke = (speaking: Speaking) => registering[door](world, { account, password }, speaking)
      for (const outcome of await inBothLanguages(world, provoke)) refused(outcome, 2031)
      await addPerson(world, account)
      accepted(await signingIn[door](world, { account, password }))
    })
})

describe('registering often from one address', () => {
  const limited = { frequentRegisterCheck: { enabled: true, limit: 3, timeInterval: 300 } }

  for (const door of doors)
    test(`2100 after three, until time has passed; attempts that fail do not count: ${door}`, async () => {
      await setPool(world, limited)
      const taken = newName()
      accepted(await registering[door](world, { account: taken, password }))
      for (let n = 0; n < 5; n++) refused(await registering[door](world, { account: taken, password }), 2026)
      for (let n = 0; n < 2; n++) accepted(await registering[door](world, { account: newName(), password }))
      const provoke = (speaking: Speaking) => registering[door](world, { account: newName(), password }, speaking)
      for (const outcome of await inBothLanguages(world, provoke)) refused(outcome, 2100)
      world.passSeconds(301)
      accepted(await registering[door](world, { account: newName(), password }))
    })

  test('is exact among those who come at once, to two processes', async () => {
    await setPool(world, limited)
    const second = await startSecondServer(world)
    try {
      const tries = Array.from({ length: 10 }, (_, index) =>
        registering['REST V2'](index % 2 ? second : world, { account: newName(), password }),
      )
      const codes = (await Promise.all(tries)).map(({ code }) => code)
      assert.deepEqual(
        [codes.filter((code) => code === 200).length, codes.filter((code) => code === 2100).length],
        [3, 7],
      )
    } finally {
      await second.close()
    }
  })

  test('clientIp is believed from a management client, and from nobody else', async () => {
    await setPool(world, limited)
    const token = await managementToken(world)
    const register = (clientIp: string, speaking: Speaking = {}) =>
      send(
        world,
        'registerByUsername',
        { input: { username: newName(), password: sealed(world, password), clientIp } },
        speaking,
      )
    for (let n = 0; n < 3; n++) accepted(await register(`192.0.2.${n}`))
    refused(await register('192.0.2.9'), 2100)
    refused(await register('192.0.2.9', { token: 'rubbish' }), 2100)
    for (let n = 0; n < 3; n++) accepted(await register('192.0.2.9', { token }))
    refused(await register('192.0.2.9', { token }), 2100)
    refused(await register('not an address', { token }), 400)
  })
})

describe('registering', () => {
  test('2032 without a password, on every door that registers', async () => {
    const body = { username: newName(), password: '' }
    refused(await send(world, 'registerByUsername', { input: body }), 2032)
    refused(await rest(world.origin, 'POST', '/api/v2/register/username', body, { tenant: world.tenant }), 2032)
    refused(await registering['hosted page'](world, { account: newName(), password: '' }), 2032)
  })

  test('400 for what comes along and is no JSON, and no account that has lost what came along', async () => {
    const register = (more: object) =>
      send(world, 'registerByUsername', { input: { username: newName(), password: sealed(world, password), ...more } })
    refused(await register({ context: '{' }), 400)
    refused(await register({ params: 'x' }), 400)
    refused(await register({ params: '[{"key":"school","value":"x"}]' }), 400)
    refused(await register({ profile: { udf: [{ key: 'school', value: 'x' }] } }), 400)
    accepted(await register({ context: '{"from":"test"}', params: '[]' }))
  })

  for (const door of doors)
    test(`2029 for what everybody tries first, where the pool asks for strong passwords: ${door}`, async () => {
      await setPool(world, { passwordStrength: 2 })
      for (const easy of ['Password1', 'qwerty123', 'abcabc11', 'P@ssw0rd!', 'Sunshine2024', 'entrant9x']) {
        const account = easy.startsWith('entrant') ? 'entrant9' : newName()
        const provoke = (speaking: Speaking) => registering[door](world, { account, password: easy }, speaking)
        for (const outcome of await inBothLanguages(world, provoke)) refused(outcome, 2029)
      }
      accepted(await registering[door](world, { account: newName(), password: 'lantern 7 gates' }))
      await setPool(world, { passwordStrength: 1, refuseCommonPasswords: false, passwordMinLength: 6 })
      accepted(await registering[door](world, { account: newName(), password: 'Passw1' }))
      await setPool(world, { refuseCommonPasswords: true, passwordMinLength: 8 })
    })

  test('checkPasswordStrength says beforehand what registering will say, alike on both doors', async () => {
    await setPool(world, { passwordStrength: 2 })
    const query = 'query ($password: String!) { checkPasswordStrength(password: $password) { valid message } }'
    const speaking = { tenant: world.tenant, lang: 'en-US' }
    for (const [given, valid, message] of [
      ['12345', false, say(2029, 'en-US', { variant: 'short', values: { length: 8 } })],
      ['letmein!', false, say(2029, 'en-US', { variant: 'common' })],
      ['onlyletters', false, say(2029, 'en-US', { variant: 'kinds' })],
      ['lantern 7 gates', true, 'The password is acceptable'],
    ] as const) {
      const asked = await graphql(world.origin, query, { password: given }, speaking)
      assert.deepEqual({ ...accepted<object>(asked) }, { valid, message })
      const answered = await rest(world.origin, 'POST', '/api/v2/password/check', { password: given }, speaking)
      assert.deepEqual(accepted(answered), { valid, message })
    }
  })
})

describe('signing in', () => {
  for (const door of doors)
    test(`2027 for an account that came from elsewhere and never had a password: ${door}`, async () => {
      const username = newName()
      const userInfo = { username, oauth: '{"id":1}', registerSource: ['social:github'] }
      accepted(await send(world, 'createUser', { userInfo }, { token: await managementToken(world) }))
      const provoke = (speaking: Speaking) => signingIn[door](world, { account: username, password }, speaking)
      for (const outcome of await inBothLanguages(world, provoke)) refused(outcome, 2027)
    })

  for (const door of doors)
    test(`2042 with an e-mail address that has to be verified first, once the password is right: ${door}`, async () => {
      const username = newName()
      const email = `${username.replace(' ', '')}@example.com`
      const token = await managementToken(world)
      const userInfo = { username, email, password: sealed(world, password) }
      const { id } = accepted<{ id: string }>(await send(world, 'createUser', { userInfo }, { token }))
      await setPool(world, { loginRequireEmailVerified: true })
      const provoke = (speaking: Speaking) => signingIn[door](world, { account: username, password }, speaking)
      for (const outcome of await inBothLanguages(world, provoke)) refused(outcome, 2042)
      refused(await signingIn[door](world, { account: username, password: 'wrong' }), 2006)
      accepted(await send(world, 'updateUser', { id, input: { emailVerified: true } }, { token }))
      accepted(await signingIn[door](world, { account: username, password }))
    })

  test('whoever registers where addresses are verified first has an account and no token', async () => {
    await setPool(world, { loginRequireEmailVerified: true })
    const register = async (email: string) => {
      const input = { email, password: sealed(world, password), forceLogin: true }
      return accepted<{ token: string | null }>(await send(world, 'registerByEmail', { input }))
    }
    assert.equal((await register('unverified@example.com')).token, null)
    await setPool(world, { emailVerifiedDefault: true })
    assert.ok((await register('trusted@example.com')).token)
  })

  for (const door of doors)
    test(`2333 is the one answer where the pool hides which accounts there are: ${door}`, async () => {
      const account = newName()
      const username = newName()
      await addPerson(world, account)
      const userInfo = { username, registerSource: ['social:github'] }
      accepted(await send(world, 'createUser', { userInfo }, { token: await managementToken(world) }))
      await setPool(world, { hideAccountExistence: true })
      const { hasher } = world.app.domain.ports
      const { matches } = hasher
      let hashed = 0
      hasher.matches = (...given) => {
        hashed++
        return matches(...given)
      }
      try {
        const answers = new Set<string>()
        for (const name of [account, newName(), username]) {
          const provoke = (speaking: Speaking) => signingIn[door](world, { account: name, password: 'wrong' }, speaking)
          for (const outcome of await inBothLanguages(world, provoke)) {
            refused(outcome, 2333)
            answers.add(JSON.stringify([outcome.message, outcome.data]))
          }
        }
        assert.equal(hashed, 6, 'each costs the same')
        assert.equal(answers.size, 2, 'one answer in each language, with as many tries left')
      } finally {
        hasher.matches = matches
      }
      accepted(await signingIn[door](world, { account, password }))
    })

  test('where accounts are hidden, nobody learns of a lock but the owner, and who does not exist is locked alike', async () => {
    const account = newName()
    const id = await addPerson(world, account)
    accepted(await send(world, 'updateUser', { id, input: { blocked: true } }, { token: await managementToken(world) }))
    await setPool(world, { hideAccountExistence: true })
    refused(await signingIn['REST V2'](world, { account, password: 'wrong' }), 2333)
    refused(await signingIn['REST V2'](world, { account, password }), 2005)
    const nobody = newName()
    for (let n = 0; n < 5; n++) refused(await signingIn['REST V2'](world, { account: nobody, password }), 2333)
    refused(await signingIn['REST V2'](world, { account: nobody, password }), 2000)
  })
})

describe('autoRegister', () => {
  const signIn = (account: string, more: object = {}) =>
    send(world, 'loginByUsername', {
      input: { username: account, password: sealed(world, password), autoRegister: true, ...more },
    })

  test('makes the account of whoever has none, once, and signs in who has one', async () => {
    const account = newName()
    const first = accepted<{ id: string; token: string; loginsCount: number }>(await signIn(account))
    assert.equal(first.loginsCount, 1)
    const next = accepted<{ id: string; loginsCount: number }>(await signIn(account))
    assert.deepEqual([next.id, next.loginsCount], [first.id, 2])
    const email = 'auto@example.com'
    const body = { account: email, password: sealed(world, password), autoRegister: true }
    const made = await rest(world.origin, 'POST', '/api/v2/login/account', body, { tenant: world.tenant })
    assert.equal(accepted<{ email: string }>(made).email, email)
  })

  test('obeys what registering obeys: 2031, 2100, 2029', async () => {
    await setPool(world, { registerDisabled: true })
    refused(await signIn(newName()), 2031)
    await setPool(world, { registerDisabled: false, frequentRegisterCheck: { limit: 1 } })
    accepted(await signIn(newName()))
    refused(await signIn(newName()), 2100)
    refused(await signIn(newName(), { password: sealed(world, '12345') }), 2029)
  })

  test('of two who come at once one registers, and both are the same person', async () => {
    const account = newName()
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => signIn(account)))
    assert.ok(outcomes.every(({ code }) => [200, 2026].includes(code)))
    const { rows } = await world.database.pool.query('SELECT count(*)::integer FROM user_account WHERE username = $1', [
      account,
    ])
    assert.deepEqual(rows, [{ count: 1 }])
  })
})
