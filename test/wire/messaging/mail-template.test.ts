import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, describe, test } from 'node:test'
import { say } from '@menshen/contract/errors'
import { macroNames } from '#domain/messaging/message-template/macros.ts'
import { always, more } from '#domain/messaging/message-template/macros-of-type.ts'
import { type TemplateType, templateTypes } from '#domain/messaging/message-template/mail-template.ts'
import { inBothLanguages } from '../../kit/entry.ts'
import { managementToken, registerPerson, send } from '../../kit/people.ts'
import { closedPort, codeIn, openMailbox, openPost } from '../../kit/post.ts'
import type { Tenant } from '../../kit/tenant.ts'
import { accepted, type Outcome, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

interface Template {
  type: string
  language: string | null
  content: string
  text: string | null
  subject: string
  enabled: boolean
  isSystem: boolean
}
type Mail = Record<'subject' | 'sender' | 'content' | 'text', string>
type Call = (method: string, path: string, body?: object, speaking?: Speaking) => Promise<Outcome>

let world: World
let post: Awaited<ReturnType<typeof openPost>>
let counter = 0

before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
})

const freshEmail = () => `reader${++counter}@example.com`

/** Another pool, and its administrator's way to the templates. */
async function newPool(): Promise<{ tenant: Tenant; token: string; call: Call }> {
  const tenant = await world.addTenant(`letters${++counter}`)
  const token = await managementToken(world, tenant)
  const call: Call = (method, path, body, speaking = {}) =>
    rest(world.origin, method, `/api/v2/mail-templates${path}`, body, { tenant, token, ...speaking })
  return { tenant, token, call }
}

const ours = {
  name: 'Ours',
  subject: 'Code for {{user_email}}',
  sender: 'The {{client_name}} team',
  content: '<p>Hello {{user_email}}, take <b>{{verify_code}}</b></p>',
}

describe('every mail of the platform', () => {
  test('is there in both languages, as HTML and as text, and can be looked at', async () => {
    const { call } = await newPool()
    for (const language of ['zh-CN', 'en-US']) {
      const { list } = accepted<{ list: Template[] }>(await call('GET', `?language=${language}`))
      assert.deepEqual(
        list.map(({ type }) => type),
        templateTypes,
      )
      for (const { type, content, text, enabled, isSystem } of list) {
        assert.match(content, /<html lang=/)
        assert.ok(text && !text.includes('<'), type)
        assert.deepEqual([enabled, isSystem], [true, true])
        const mail = accepted<Mail>(await call('POST', `/${type}/preview`, { language }))
        for (const part of [mail.subject, mail.content, mail.text]) {
          assert.doesNotMatch(part, /\{\{|\{%/, type)
          assert.equal(/\p{Script=Han}/u.test(part), language === 'zh-CN', `${type} in ${language}: ${part}`)
        }
      }
    }
  })

  test('is written anew by the pool, for one language or for both, and goes out like that', async () => {
    const { tenant, call } = await newPool()
    const saved = accepted<Template>(
      await call('PUT', '/VERIFY_CODE', { ...ours, language: 'en-US', text: 'Take {{verify_code}}' }),
    )
    assert.deepEqual([saved.language, saved.isSystem, saved.text], ['en-US', false, 'Take {{verify_code}}'])
    const ask = async (lang: string) => {
      const email = freshEmail()
      accepted(await rest(world.origin, 'POST', '/api/v2/email/send', { email }, { tenant, lang }))
      return post.mailbox.next(email)
    }
    const english = await ask('en-US')
    assert.match(english.subject ?? '', /^Code for reader/)
    assert.match(english.text ?? '', /^Take \d{6}/)
    assert.match((await ask('zh-CN')).subject ?? '', /验证码/)
    accepted(await call('PUT', '/VERIFY_CODE', { ...ours, subject: '{{client_name}}: {{verify_code}}' }))
    const chinese = await ask('zh-CN')
    assert.match(chinese.subject ?? '', /: \d{6}$/)
    assert.match(chinese.text ?? '', /^Hello reader\d+@example.com, take \d{6}/, 'the text comes from the HTML')
    accepted(await call('POST', '/VERIFY_CODE/disable', { language: 'en-US' }))
    assert.match((await ask('en-US')).subject ?? '', /: \d{6}$/)
    assert.equal(accepted<Template>(await call('GET', '/VERIFY_CODE?language=en-US')).enabled, false)
    accepted(await call('POST', '/VERIFY_CODE/enable', { language: 'en-US' }))
    assert.match((await ask('en-US')).subject ?? '', /^Code for reader/)
  })

  test('is shown before it is stored, escaped and with the values given', async () => {
    const { call } = await newPool()
    const metaData = JSON.stringify({ user_email: 'a<b>@example.com', AUTHING_VERIFY_CODE: '112233' })
    const mail = accepted<Mail>(await call('POST', '/VERIFY_CODE/preview', { ...ours, metaData }))
    assert.equal(mail.content, '<p>Hello a&lt;b&gt;@example.com, take <b>112233</b></p>')
    assert.equal(mail.subject, 'Code for a<b>@example.com')
    assert.match(accepted<Mail>(await call('POST', '/VERIFY_CODE/preview')).content, /481516/)
    const wrong = await call('POST', '/VERIFY_CODE/preview', { content: '<p>\n{{verify_kode}}</p>' })
    refused(wrong, 3012)
    assert.deepEqual(wrong.data, { reason: 'undefined variable: verify_kode, line:2, col:3' })
    refused(await call('POST', '/VERIFY_CODE/preview', { subject: '{% include "secrets" %}' }), 3012)
  })
})

test('the code to change a password has a mail of its own', async () => {
  const { tenant, token } = await newPool()
  const email = freshEmail()
  accepted(await rest(world.origin, 'POST', '/api/v2/email/send', { email, scene: 'REGISTER_VERIFY_CODE' }, { tenant }))
  const code = codeIn(await post.mailbox.next(email))
  accepted(await rest(world.origin, 'POST', '/api/v2/register/email-code', { email, code }, { tenant }))
  world.passSeconds(61)
  accepted(
    await rest(
      world.origin,
      'POST',
      '/api/v2/email/send-email',
      { email, scene: 'CHANGE_PASSWORD' },
      { tenant, token, lang: 'en-US' },
    ),
  )
  const mail = await post.mailbox.next(email)
  assert.match(mail.subject ?? '', /^Your code to change your/)
  const proof = { email, code: codeIn(mail) }
  accepted(await rest(world.origin, 'POST', '/api/v2/users/password/forget/check-code', proof, { tenant }))
})

describe('a mail that an administrator sends by its type', () => {
  const link = 'https://shop.example.com/join?who=1'

  test('an invitation arrives, in the language asked for, with the link and the name that were given', async () => {
    const { call } = await newPool()
    const email = freshEmail()
    const metaData = JSON.stringify({ verify_link: link, inviter_name: '<Lin>' })
    accepted(await call('POST', '/INVITATION/send', { email, metaData, language: 'en-US' }))
    const mail = await post.mailbox.next(email)
    assert.match(mail.subject ?? '', /^<Lin> invites you to/)
    assert.match(String(mail.html), /&lt;Lin&gt; invites you/)
    assert.ok(mail.text?.includes(link))
    const other = freshEmail()
    accepted(await call('POST', '/INVITATION/send', { email: other, metaData: { verify_link: link } }))
    assert.match((await post.mailbox.next(other)).subject ?? '', /^letters\d+ 邀请你加入/)
  })

  test('does not stand in the way of a code', async () => {
    const { tenant, call } = await newPool()
    const email = freshEmail()
    accepted(await call('POST', '/WELCOME/send', { email }))
    accepted(await rest(world.origin, 'POST', '/api/v2/email/send', { email }, { tenant }))
    for (let n = 0; n < 8; n++) accepted(await call('POST', '/WELCOME/send', { email }))
    refused(await call('POST', '/WELCOME/send', { email }), 429)
  })

  test('2017: values that are no JSON object of plain values, previewed or sent, in both languages', async () => {
    const { call } = await newPool()
    for (const metaData of [
      '{not json',
      '[',
      '"text"',
      '[1]',
      '{"verify_link":{"a":1}}',
      `{"a":"${'x'.repeat(17_000)}"}`,
    ])
      for (const provoke of [
        (speaking: Speaking) => call('POST', '/INVITATION/preview', { metaData }, speaking),
        (speaking: Speaking) => call('POST', '/INVITATION/send', { email: freshEmail(), metaData }, speaking),
      ])
        for (const outcome of await inBothLanguages(world, provoke)) refused(outcome, 2017)
    const [chinese] = await inBothLanguages(world, (speaking) =>
      call('POST', '/WELCOME/preview', { metaData: '[' }, speaking),
    )
    assert.equal(chinese?.message, say(2017, 'zh-CN'))
  })

  test('2204, 2017, 2021, 2022 and 3012, in this order; 2231 for what is missing', async () => {
    const { call } = await newPool()
    const send = (type: string, body: object) => call('POST', `/${type}/send`, body)
    const email = freshEmail()
    refused(await send('PIGEON', {}), 2231)
    refused(await send('PIGEON', { email: 'nobody', metaData: '[' }), 2204)
    refused(await send('PIGEON', { email, metaData: '[' }), 2017)
    refused(await send('PIGEON', { email }), 2021)
    refused(await call('POST', '/PIGEON/preview', {}), 2021)
    accepted(await call('POST', '/INVITATION/disable'))
    accepted(await call('POST', '/VERIFY_EMAIL/disable'))
    refused(await send('INVITATION', { email }), 2021)
    refused(await send('VERIFY_EMAIL', { email }), 2022)
    accepted(await call('POST', '/INVITATION/enable'))
    refused(await send('INVITATION', { email }), 3012)
    refused(await call('PUT', '/INVITATION', { ...ours, language: 'fr' }), 400)
    refused(await call('PUT', '/INVITATION', { ...ours, redirectTo: 'javascript:alert(1)' }), 400)
  })

  test('3013 and 3014: what comes of it is told to who sent it', async () => {
    const { tenant, token, call } = await newPool()
    const refusing = await openMailbox({
      onRcptTo: (_address, _session, done) => done(Object.assign(new Error('no'), { responseCode: 550 })),
    })
    const smtp = { host: '127.0.0.1', tls: 'none', from: 'pool@example.com' }
    for (const [port, code] of [
      [refusing.port, 3013],
      [await closedPort(), 3014],
    ] as const) {
      const sender = { kind: 'smtp', config: { ...smtp, port } }
      accepted(await rest(world.origin, 'PUT', '/api/v2/mail-sender', sender, { tenant, token }))
      refused(await call('POST', '/WELCOME/send', { email: freshEmail() }), code)
    }
  })
})

test('templates are for the administrator of their pool', async () => {
  const { tenant, call } = await newPool()
  accepted(await call('PUT', '/WELCOME', { ...ours, content: '<p>Hello</p>' }))
  const person = await registerPerson(world)
  const other = await newPool()
  for (const [method, path] of [
    ['GET', ''],
    ['GET', '/WELCOME'],
    ['PUT', '/WELCOME'],
    ['POST', '/WELCOME/enable'],
    ['POST', '/WELCOME/disable'],
    ['POST', '/WELCOME/preview'],
    ['POST', '/WELCOME/send'],
  ] as const) {
    const body = method === 'GET' ? undefined : {}
    refused(await call(method, path, body, { tenant: world.tenant, token: person.token }), 1001)
    refused(await call(method, path, body, { token: undefined }), 2020)
    refused(await call(method, path, body, { tenant, token: other.token }), 2036)
  }
  assert.equal(accepted<Template>(await other.call('GET', '/WELCOME')).isSystem, true)
})

describe('what the mail of a type can say', () => {
  const saying = (names: readonly string[]) => names.map((name) => `<p>${name}={{${name}}}</p>`).join('')
  const open = 'INVITATION'

  test('a template that asks for no more is stored, and previews with a value for everything', async () => {
    const { call } = await newPool()
    for (const type of templateTypes) {
      const names = [...always, ...more[type]]
      accepted(await call('PUT', `/${type}`, { ...ours, subject: 'x', content: saying(names) }))
      const { content } = accepted<Mail>(await call('POST', `/${type}/preview`))
      for (const name of names) assert.match(content, new RegExp(`${name}=[^<]+<`), `${type} ${name}`)
    }
  })

  test('3012: one that asks for more is neither stored nor previewed, and the reason is told', async () => {
    const { call } = await newPool()
    for (const type of templateTypes)
      for (const name of macroNames.filter(
        (one) => type !== open && !always.includes(one) && !more[type].includes(one),
      )) {
        const letter = { ...ours, subject: 'x', content: saying([name]) }
        for (const line of [`PUT /${type}`, `POST /${type}/preview`]) {
          const [method, path] = line.split(' ') as [string, string]
          const outcome = await call(method, path, letter)
          refused(outcome, 3012)
          assert.match(JSON.stringify(outcome.data), new RegExp(`undefined variable: ${name}`), line)
        }
      }
    refused(await call('PUT', '/VERIFY_CODE', { ...ours, subject: '{{order_number}}' }), 3012)
    refused(await call('PUT', `/${open}`, { ...ours, content: '{{#if}}' }), 3012)
    accepted(await call('PUT', `/${open}`, { ...ours, content: '{{order_number}}' }))
    const { list } = accepted<{ list: Template[] }>(await call('GET', ''))
    for (const { type, isSystem } of list) assert.equal(isSystem, type !== open, type)
  })

  test('every mail with a code or a link is sent with all of it, whoever asks for it', async () => {
    const { tenant, call } = await newPool()
    const scenes: [scene: string, type: TemplateType][] = [
      ['RESET_PASSWORD', 'RESET_PASSWORD'],
      ['CHANGE_PASSWORD', 'CHANGE_PASSWORD'],
      ['VERIFY_EMAIL', 'VERIFY_EMAIL'],
      ['CHANGE_EMAIL', 'CHANGE_EMAIL'],
      ['EMAIL_UNBIND_VERIFY_CODE', 'CHANGE_EMAIL'],
      ['MFA_VERIFY', 'MFA_VERIFY'],
      ['LOGIN_VERIFY_CODE', 'VERIFY_CODE'],
    ]
    for (const [scene, type] of scenes) {
      const names = [...always, ...more[type]]
      accepted(await call('PUT', `/${type}`, { ...ours, subject: 'x', content: saying(names) }))
      const email = freshEmail()
      accepted(await rest(world.origin, 'POST', '/api/v2/email/send', { email, scene }, { tenant }))
      const { html } = await post.mailbox.next(email)
      const empty = names.filter(
        (name) => name !== 'client_description' && !new RegExp(`${name}=[^<]+<`).test(`${html}`),
      )
      assert.deepEqual(empty, [], scene)
    }
  })

  test('a mail calls by name whoever has proven the address, and everybody else by the address', async () => {
    const { tenant, token, call } = await newPool()
    accepted(await call('PUT', '/RESET_PASSWORD', { ...ours, subject: 'x', content: '{{user_name}} {{verify_code}}' }))
    const create = async (emailVerified: boolean) => {
      const userInfo = { email: freshEmail(), emailVerified, nickname: 'Lin', name: 'Lin Dan', username: `u${counter}` }
      const speaking = { tenant, token }
      accepted(await send(world, 'createUser', { userInfo }, speaking))
      return userInfo.email
    }
    const [proven, claimed, nobody] = [await create(true), await create(false), freshEmail()]
    for (const [email, name] of [
      [proven, 'Lin'],
      [claimed, claimed],
      [nobody, nobody],
    ] as const) {
      const body = { email, scene: 'RESET_PASSWORD' }
      accepted(await rest(world.origin, 'POST', '/api/v2/email/send', body, { tenant }))
      const { text } = await post.mailbox.next(email)
      assert.ok(text?.startsWith(`${name} `), `${email}: ${text}`)
    }
  })

  test('is what the guide lists', () => {
    const guide = readFileSync(new URL('../../../docs/guides/send-mail-and-texts.md', import.meta.url), 'utf8')
    const named = (cell = '') => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name as string)
    const told = new Map(
      guide
        .split('\n')
        .filter((line) => line.startsWith('| `'))
        .map((line) => line.split('|'))
        .flatMap(([, types, , macros]) => named(types).map((type) => [type, named(macros)] as const)),
    )
    for (const type of templateTypes) assert.deepEqual(told.get(type), more[type], type)
    for (const name of always) assert.ok(guide.includes(`\`${name}\``), name)
  })
})
