import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { actOnPage, setPool } from '../../kit/entry.ts'
import { managementToken, sealed, send } from '../../kit/people.ts'
import { accepted, graphql, type Outcome, refused, rest } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

const password = 'correct horse'
let world: World
let token: string

before(async () => {
  world = await newWorld()
  token = await managementToken(world)
})

const secret = () => sealed(world, password)
const registerEmail = (email: string) => send(world, 'registerByEmail', { input: { email, password: secret() } })
const signInAs = (account: string) =>
  rest(world.origin, 'POST', '/api/v2/login/account', { account, password: secret() }, { tenant: world.tenant })
const onPage = (account: string) => actOnPage(world, 'sign-in', { account, password })
const create = (userInfo: object) => send(world, 'createUser', { userInfo }, { token })
const created = async (userInfo: object) => accepted<{ id: string }>(await create(userInfo)).id
const exists = (lookup: object) =>
  graphql(
    world.origin,
    'query ($username: String, $email: String, $phone: String) { isUserExists(username: $username, email: $email, phone: $phone) }',
    lookup,
    { tenant: world.tenant },
  )
const registerRest = (kind: string, body: object) =>
  rest(world.origin, 'POST', `/api/v2/register/${kind}`, body, { tenant: world.tenant })

describe('e-mail addresses have one form', () => {
  const marks = [
    '\u200b',
    '\u200e',
    '\u2060',
    '\u202a',
    '\u202e',
    '\u00ad',
    '\u0007',
    '\u0001',
    '\u007f',
    '\u{e0041}',
    '\u0378',
  ]

  test('marks that nobody sees are refused wherever an address is taken', async () => {
    const own = await created({ username: 'marked' })
    for (const mark of marks)
      for (const email of [`${mark}a@example.com`, `a${mark}b@example.com`, `a@exa${mark}mple.com`]) {
        refused(await registerEmail(email), 2003)
        refused(await registerRest('email', { email, password: secret() }), 2003)
        refused(await actOnPage(world, 'sign-up', { method: 'email', email, password }), 2003)
        refused(await create({ email }), 2204)
        refused(await send(world, 'updateUser', { id: own, input: { email } }, { token }), 2204)
        refused(await send(world, 'loginByEmail', { input: { email, password: secret() } }), 2003)
        const profile = { input: { username: 'with-marks', password: secret(), profile: { email } } }
        refused(await send(world, 'registerByUsername', profile), 2003)
      }
  })

  const spellings: [string, string[]][] = [
    [
      'a@xn--bcher-kva.example',
      ['a@bücher.example', 'A@BÜCHER.example', 'a@bu\u0308cher.example', 'ａ＠bücher。example'],
    ],
    ['b.é@example.com', ['b.e\u0301@example.com', 'B.É@EXAMPLE.COM', ' b.é@example.com ']],
    ['boss@corp.example', ['ｂoss@corp.example', 'boss@ｃorp.example', 'BOSS@corp．example']],
  ]
  for (const [stored, others] of spellings)
    test(`one person has ${stored}, however it is spelt`, async () => {
      const { email } = accepted<{ email: string }>(await registerEmail(others[0] as string))
      assert.equal(email, stored)
      for (const spelt of [stored, ...others]) {
        refused(await registerEmail(spelt), 2026)
        refused(await create({ email: spelt }), 2026)
        accepted(await signInAs(spelt))
        accepted(await send(world, 'loginByEmail', { input: { email: spelt, password: secret() } }))
        assert.equal(accepted(await exists({ email: spelt })), true)
      }
      accepted(await onPage(others[0] as string))
    })

  test('a list of who may register has the form that is stored', async () => {
    await setPool(world, { whitelist: { emailEnabled: true, phoneEnabled: true } })
    const list = (type: string, list: string[]) =>
      graphql(
        world.origin,
        'mutation ($type: WhitelistType!, $list: [String!]!) { addWhitelist(type: $type, list: $list) { value } }',
        { type, list },
        { tenant: world.tenant, token },
      )
    const values = accepted<{ value: string }[]>(await list('EMAIL', ['Chief@BÜRO.example']))
    assert.deepEqual(values, [{ value: 'chief@xn--bro-hoa.example' }])
    assert.deepEqual(accepted(await list('PHONE', ['0086 138 1111 2222'])), [{ value: '13811112222' }])
    refused(await registerEmail('chef@büro.example'), 2031)
    accepted(await registerEmail('ｃhief@xn--bro-hoa.example'))
    const profile = (username: string, phone: string) => ({
      input: { username, password: secret(), profile: { phone } },
    })
    refused(await send(world, 'registerByUsername', profile('listed', '13811112223')), 2031)
    accepted(await send(world, 'registerByUsername', profile('listed', '+86-138-1111-2222')))
    await setPool(world, { whitelist: { emailEnabled: false, phoneEnabled: false } })
  })
})

test('a phone number is known in every spelling that people and contact apps write', async () => {
  await created({ phone: '13800000077', password: secret() })
  const spellings = [
    '008613800000077',
    '8613800000077',
    '\u202a+8613800000077\u202c',
    '\u202d138 0000 0077\u202c',
    '\u2066+86\u2069 138-0000-0077',
    '＋８６13800000077',
    '138.0000.0077',
    '１３８００００００７７',
    '(+86) 138–0000–0077',
    'tel:+86-138-0000-0077',
  ]
  for (const phone of spellings) {
    accepted(await send(world, 'loginByPhonePassword', { input: { phone, password: secret() } }))
    accepted(await signInAs(phone))
    refused(await create({ phone }), 2026)
    assert.equal(accepted(await exists({ phone })), true)
    const profile = { phone }
    refused(
      await send(world, 'registerByUsername', { input: { username: 'a-number', password: secret(), profile } }),
      2035,
    )
  }
  accepted(await onPage('\u202a+86 138 0000 0077\u202c'))
})

test('a number from elsewhere than China needs no country on a page that says where its reader may be', async () => {
  await created({ phone: '+14155550123', password: secret() })
  const account = '(415) 555-0123'
  refused(await onPage(account), 2004)
  accepted(await actOnPage(world, 'sign-in', { account, password, countryCode: '1' }))
  await created({ phone: '4155550123', password: sealed(world, 'another horse') })
  refused(await actOnPage(world, 'sign-in', { account, password, countryCode: '1' }), 2006)
  accepted(await actOnPage(world, 'sign-in', { account: '+1 415 555 0123', password, countryCode: '1' }))
})

describe('usernames', () => {
  const imitations = [
    'p\u0430ypal',
    'a\u200bb',
    'a\u00adb',
    'a\u202eb',
    'a\u0001b',
    '\ufb01x',
    '\u2460',
    'a\u034fb',
    'a\u0663b3',
    '\u03b1\u0392b',
  ]
  test('are refused with letters that are not seen or imitate others, at every way in', async () => {
    const own = await created({ username: 'plain' })
    for (const username of imitations) {
      refused(await send(world, 'registerByUsername', { input: { username, password: secret() } }), 400)
      refused(await create({ username }), 400)
      refused(await send(world, 'updateUser', { id: own, input: { username } }, { token }), 400)
      refused(await actOnPage(world, 'sign-up', { method: 'username', username, password }), 400)
    }
  })

  test('from right to left keep together: no sign and no digit of theirs is shown among their neighbours', async () => {
    const own = await created({ username: 'left to right' })
    const adrift = [
      '1\u05d3\u05d5\u05d3',
      '\u05d3\u05d5\u05d3.',
      '(\u05d3\u05d5\u05d3',
      '\u0633\u0627\u0631\u0627-',
      '\u0663\u0633',
      '\u0633\u0663\u06f3',
      '-\u0633',
    ]
    for (const username of adrift) {
      for (const lang of ['zh-CN', 'en-US'] as const) {
        const outcome = await send(world, 'registerByUsername', { input: { username, password: secret() } }, { lang })
        refused(outcome, 400)
        assert.match(outcome.message, lang === 'zh-CN' ? /从右向左/ : /from right to left/)
      }
      refused(await registerRest('username', { username, password: secret() }), 400)
      refused(await create({ username }), 400)
      refused(await send(world, 'updateUser', { id: own, input: { username } }, { token }), 400)
      refused(await actOnPage(world, 'sign-up', { method: 'username', username, password }), 400)
    }
    const together = [
      '\u05d3\u05d5\u05d3',
      '\u05d3\u05d5\u05d3 2',
      '\u05d3\u05d5\u05d3.\u05db\u05d4\u05df7',
      '\u0633\u0627\u0631\u0627 \u0663\u0664',
      '\u0645\u064f\u062d\u0645\u062f\u064c',
    ]
    for (const username of together) {
      await created({ username, password: secret() })
      accepted(await signInAs(username))
    }
  })

  test('are of one width, case and composition', async () => {
    await created({ username: 'ＺＨＡＮＧ　Éva', password: secret() })
    for (const spelt of ['zhang éva', 'ZHANG E\u0301VA', 'Zhang  éva', 'ｚｈａｎｇ éva']) {
      accepted(await signInAs(spelt))
      refused(await create({ username: spelt }), 2026)
    }
    for (const username of ['张三', '张三Lee', '阿卜杜拉·买买提', 'ジョン・スミス', 'Анна', '홍길동'])
      await created({ username, password: secret() })
  })
})

describe('what reads as another kind of identifier', () => {
  const byName = (username: string) => send(world, 'registerByUsername', { input: { username, password: secret() } })

  test('is no username for anybody but whose it is, at every way in', async () => {
    const owner = await created({ phone: '13900000001', email: 'own@corp.example', password: secret() })
    const other = await created({ username: 'bystander' })
    for (const username of [
      '13900000001',
      '+86 139 0000 0001',
      '008613900000001',
      'Own@corp.example',
      'own@ｃorp.example',
    ]) {
      refused(await byName(username), 2026)
      refused(await registerRest('username', { username, password: secret() }), 2026)
      refused(await actOnPage(world, 'sign-up', { method: 'username', username, password }), 2026)
      refused(await create({ username }), 2026)
      refused(await send(world, 'updateUser', { id: other, input: { username } }, { token }), 2034)
      const input = { email: `x${username.length}@x.example`, password: secret(), profile: { username } }
      refused(await send(world, 'registerByEmail', { input }), 2034)
      assert.equal(accepted(await exists({ username })), true)
      accepted(await signInAs(username))
    }
    accepted(await send(world, 'updateUser', { id: owner, input: { username: '13900000001' } }, { token }))
    accepted(await signInAs('13900000001'))
  })

  test('cannot be taken as an address or number without proof once somebody goes by it', async () => {
    const holder = accepted<{ id: string }>(await byName('nm@corp.example')).id
    accepted(await byName('13900000002'))
    refused(await registerEmail('NM@corp.example'), 2026)
    refused(await create({ email: 'nm@corp.example' }), 2026)
    const profile = { phone: '+8613900000002' }
    refused(
      await send(world, 'registerByUsername', { input: { username: 'nearby', password: secret(), profile } }),
      2035,
    )
    assert.equal(accepted(await exists({ email: 'nm@corp.example' })), true)
    for (const outcome of [await signInAs('nm@corp.example'), await onPage('NM@corp.example')]) accepted(outcome)
    await created({ email: 'nm@corp.example', emailVerified: true, password: sealed(world, 'another horse') })
    const { id } = accepted<{ id: string }>(await signInAs('nm@corp.example'))
    assert.equal(id, holder, 'each of the two gets in with the password that is theirs')
    const signIn = { account: 'nm@corp.example', password: sealed(world, 'another horse') }
    const second = await rest(world.origin, 'POST', '/api/v2/login/account', signIn, { tenant: world.tenant })
    assert.notEqual(accepted<{ id: string }>(second).id, holder)
  })

  test('signs in whoever was created with it and has no such address', async () => {
    await created({ username: 'a@moved.example', password: secret() })
    for (const account of ['a@moved.example', 'A@Moved.example']) {
      accepted(await signInAs(account))
      accepted(await onPage(account))
    }
  })

  test('is not made a username by a sign-in that registers', async () => {
    const body = { account: '13900000003', password: secret(), autoRegister: true }
    refused(await rest(world.origin, 'POST', '/api/v2/login/account', body, { tenant: world.tenant }), 2004)
  })

  test('goes to one of two who ask for it at once', async () => {
    for (let round = 0; round < 4; round++) {
      const phone = `1390000010${round}`
      const asPhone = () => create({ phone })
      const outcomes: Outcome[] = await Promise.all([asPhone(), byName(phone), byName(`+86${phone}`), asPhone()])
      assert.equal(outcomes.filter(({ code }) => code === 200).length, 1, outcomes.map(({ code }) => code).join())
    }
  })

  test('guesses at a name that means two people count for both', async () => {
    await setPool(world, { loginPasswordFailCheck: { enabled: true, limit: 3, timeInterval: 300 } })
    const wrong = sealed(world, 'wrong horse')
    const body = { account: 'nm@corp.example', password: wrong }
    for (let guess = 0; guess < 3; guess++)
      refused(await rest(world.origin, 'POST', '/api/v2/login/account', body, { tenant: world.tenant }), 2006)
    refused(await send(world, 'loginByUsername', { input: { username: 'nm@corp.example', password: secret() } }), 2005)
    refused(await send(world, 'loginByEmail', { input: { email: 'nm@corp.example', password: secret() } }), 2005)
  })
})

test('a calling code that no country has makes no number of anything', async () => {
  const phone = '13800000000'
  for (const phoneCountryCode of ['+999', '0', '9'.repeat(10_000)]) {
    const ask = (path: string, body: object) =>
      rest(world.origin, 'POST', path, { phone, phoneCountryCode, ...body }, { tenant: world.tenant })
    refused(await ask('/api/v2/sms/send', {}), 2028)
    refused(await ask('/api/v2/register-phone', { password: secret() }), 2028)
    const typed = { account: '2025550143', countryCode: phoneCountryCode.slice(0, 100), password }
    refused(await actOnPage(world, 'sign-in', typed), 2004)
  }
})
