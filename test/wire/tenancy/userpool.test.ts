import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { Code } from '@menshen/contract/errors'
import { inBothLanguages } from '../../kit/entry.ts'
import { managementToken, registerPerson } from '../../kit/people.ts'
import { speakerIn } from '../../kit/speaker.ts'
import { accepted, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

const settings =
  'id name domain description logo secret jwtSecret registerDisabled tokenExpiresAfter emailVerifiedDefault frequentRegisterCheck { enabled limit timeInterval } loginFailCheck { enabled limit timeInterval } loginPasswordFailCheck { enabled limit timeInterval } loginFailStrategy whitelist { phoneEnabled emailEnabled usernameEnabled } changePhoneStrategy { verifyOldPhone } changeEmailStrategy { verifyOldEmail } loginRequireEmailVerified verifyCodeLength verifyCodeMaxAttempts passwordStrength hideAccountExistence'

let world: World
let token: string

before(async () => {
  world = await newWorld()
  token = await managementToken(world)
})

const { ask } = speakerIn(
  () => world,
  () => ({ token }),
)

const read = async () => accepted<Record<string, unknown>>(await ask(`{ userpool { ${settings} } }`))
const update = (input: object, speaking: Speaking = {}) =>
  ask(`mutation ($input: UpdateUserpoolInput!) { updateUserpool(input: $input) { ${settings} } }`, { input }, speaking)

describe('what a pool is told that it cannot keep', () => {
  const raw = (input: string) => ask(`mutation { updateUserpool(input: ${input}) { id } }`)

  test('the lifetime of a code and the wait for the next one are set', async () => {
    const set =
      'mutation ($input: UpdateUserpoolInput!) { updateUserpool(input: $input) { verifyCodeLifetime verifyCodeResendInterval } }'
    const input = { verifyCodeLifetime: 60, verifyCodeResendInterval: 5 }
    assert.deepEqual(accepted(await ask(set, { input })), input)
    for (const wrong of [{ verifyCodeLifetime: 29 }, { verifyCodeLifetime: 3_601 }, { verifyCodeResendInterval: 0 }])
      refused(await ask(set, { input: wrong }), 400)
    accepted(await ask(set, { input: { verifyCodeLifetime: 300, verifyCodeResendInterval: 60 } }))
  })

  test('400, by name: null for what is there, in settings and within them, as a variable and in the text', async () => {
    for (const [input, name] of [
      [{ mfa: null }, 'mfa'],
      [{ tokenExpiresAfter: null }, 'tokenExpiresAfter'],
      [{ name: null }, 'name'],
      [{ domain: null }, 'domain'],
      [{ whitelist: { emailEnabled: null } }, 'whitelist.emailEnabled'],
      [{ mfa: { policy: null } }, 'mfa.policy'],
    ] as const) {
      const outcome = await update(input, { lang: 'en-US' })
      refused(outcome, 400)
      assert.match(outcome.message, new RegExp(name.replace('.', '\\.')))
    }
    refused(await raw('{ mfa: null }'), 400)
    accepted(await update({ defaultGroup: null, refuseCommonPasswords: null }))
  })

  test('1000, by name: what is not built; its empty form asks for nothing', async () => {
    const asked = await raw('{ app2WxappLoginStrategy: { ticketExpriresAfter: 60 } }')
    refused(asked, 1000)
    assert.match(asked.message, /app2WxappLoginStrategy/)
    accepted(await raw('{ app2WxappLoginStrategy: {} }'))
    accepted(await raw('{ app2WxappLoginStrategy: null }'))
  })

  test('400: a name that nobody knows, at the top and within', async () => {
    for (const input of [{ verifyCodeLife: 60 }, { whitelist: { mailEnabled: true } }, { mfa: { required: true } }])
      refused(await update(input), 400)
  })
})

describe('the settings of a pool', () => {
  test('are read with neither the secret nor the key that makes tokens', async () => {
    const pool = await read()
    assert.equal(pool.secret, '')
    assert.equal(pool.jwtSecret, '')
    assert.deepEqual(pool.loginFailCheck, { enabled: true, limit: 5, timeInterval: 300 })
    assert.deepEqual(pool.frequentRegisterCheck, { enabled: true, limit: 100, timeInterval: 300 })
  })

  test('are stored one by one: what is not given stays, in groups too', async () => {
    const input = {
      name: ' Renamed ',
      description: '门\n神',
      tokenExpiresAfter: 3600,
      frequentRegisterCheck: { limit: 7 },
      loginPasswordFailCheck: { enabled: false, limit: 9, timeInterval: 60 },
      loginFailStrategy: 'block-account',
      whitelist: { emailEnabled: true },
      changePhoneStrategy: { verifyOldPhone: false },
      verifyCodeMaxAttempts: 2,
    }
    accepted(await update(input))
    accepted(await update({ whitelist: { phoneEnabled: true } }))
    const pool = await read()
    assert.equal(pool.name, 'Renamed')
    assert.equal(pool.tokenExpiresAfter, 3600)
    assert.deepEqual(pool.frequentRegisterCheck, { enabled: true, limit: 7, timeInterval: 300 })
    assert.deepEqual(pool.whitelist, { phoneEnabled: true, emailEnabled: true, usernameEnabled: false })
    assert.deepEqual(pool.changePhoneStrategy, { verifyOldPhone: false })
    assert.equal(pool.registerDisabled, false)
    const envelope = await rest(world.origin, 'GET', '/api/v2/userpools/detail', undefined, {
      tenant: world.tenant,
      token,
    })
    const detail = accepted<Record<string, unknown>>(envelope)
    for (const name of ['name', 'secret', 'jwtSecret', 'frequentRegisterCheck', 'whitelist', 'loginFailStrategy'])
      assert.deepEqual(detail[name], pool[name], name)
    accepted(await update({ whitelist: { emailEnabled: false, phoneEnabled: false }, loginFailStrategy: 'captcha' }))
  })

  test('of one pool are not those of another', async () => {
    const other = await world.addTenant('neighbour')
    accepted(await update({ registerDisabled: true }))
    await registerPerson(world, { tenant: other })
    accepted(await update({ registerDisabled: false }))
  })

  test('that are changed at once are all kept', async () => {
    const inputs = [
      { verifyCodeLength: 8 },
      { tokenExpiresAfter: 7200 },
      { loginFailCheck: { limit: 6 } },
      { loginFailCheck: { timeInterval: 120 } },
    ]
    for (const outcome of await Promise.all(inputs.map((input) => update(input)))) accepted(outcome)
    const pool = await read()
    assert.deepEqual(
      [pool.verifyCodeLength, pool.tokenExpiresAfter, pool.loginFailCheck],
      [8, 7200, { enabled: true, limit: 6, timeInterval: 120 }],
    )
  })
})

const wrong: [code: Code, what: string, input: object][] = [
  [2007, 'a name of nothing but space', { name: '  ' }],
  [2007, 'a name with a control character', { name: 'a\u0007b' }],
  [2007, 'a name of 65 characters', { name: '门'.repeat(65) }],
  [2013, 'a description with a NUL', { description: '\u0000' }],
  [2024, 'a description of 141 characters', { description: '神'.repeat(141) }],
  [3829, 'the domain of another pool', { domain: 'Root' }],
  [3829, 'a domain that the platform keeps', { domain: 'console' }],
  [400, 'a domain that is no label of a host name', { domain: 'a_b' }],
  [400, 'a lifetime of nothing', { tokenExpiresAfter: 0 }],
  [400, 'a limit below one', { loginFailCheck: { limit: 0 } }],
  [400, 'a window of more than a day', { frequentRegisterCheck: { timeInterval: 90_000 } }],
  [400, 'a strategy that there is none of', { loginFailStrategy: 'pray' }],
  [400, 'codes of three digits', { verifyCodeLength: 3 }],
  [400, 'a strength of four', { passwordStrength: 4 }],
  [400, 'an origin that is none', { allowedOrigins: 'https://a.example.com\nexample' }],
  [2009, 'a type that there is none of', { userpoolTypes: ['web', 'nope'] }],
  [
    400,
    'a sender of texts that there is none of',
    { customSMSProvider: { enabled: true, provider: 'pigeon', config: '{}' } },
  ],
  [
    400,
    'a sender of texts whose settings are no JSON',
    { customSMSProvider: { enabled: true, provider: 'webhook', config: 'x' } },
  ],
  [400, 'a sender of texts without settings', { customSMSProvider: { enabled: true, provider: 'webhook' } }],
  [1000, 'a setting that nothing reads yet', { app2WxappLoginStrategy: { ticketExpriresAfter: 60 } }],
]

describe('a pool refuses', () => {
  for (const [code, what, input] of wrong)
    test(`${code}: ${what}`, async () => {
      for (const outcome of await inBothLanguages(world, (speaking) => update(input, speaking))) refused(outcome, code)
    })

  test('1001 and 2020: whoever is not its administrator', async () => {
    const person = await registerPerson(world)
    refused(await update({ name: 'x' }, { token: person.token }), 1001)
    refused(await update({ name: 'x' }, { token: undefined }), 2020)
    refused(await ask('{ userpool { id } }', {}, { token: person.token }), 1001)
  })
})

test('a domain is free until a pool has it', async () => {
  const isFree = async (domain: string) =>
    accepted<boolean>(await ask('query ($domain: String!) { isDomainAvaliable(domain: $domain) }', { domain }))
  assert.deepEqual([await isFree('brand-new'), await isFree('root'), await isFree('console')], [true, false, false])
  accepted(await update({ domain: 'brand-new' }))
  assert.equal(await isFree('brand-new'), false)
})
