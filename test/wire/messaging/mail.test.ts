import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { say } from '@menshen/contract/errors'
import { configureProvider, type ProviderInput } from '#domain/messaging/message/configure-provider.ts'
import { makeOutboxKey } from '#domain/proof/admin-message/outbox.ts'
import { createApp } from '#server/app.ts'
import { makeTestCertificate } from '#server/provider/mail/certificate-for-test.ts'
import { startSilent } from '#server/provider/mail/smtp-for-test.ts'
import { openBrowser } from '../../kit/entry.ts'
import { pressButton } from '../../kit/form.ts'
import { freshEmail } from '../../kit/fresh.ts'
import { secretKey } from '../../kit/known-keys.ts'
import type { Answer } from '../../kit/light-fetch.ts'
import { managementToken, sealed, send } from '../../kit/people.ts'
import { closedPort, codeIn, openMailbox, openPhones, openPost } from '../../kit/post.ts'
import { refusesInBoth } from '../../kit/refused-in-both.ts'
import type { Tenant } from '../../kit/tenant.ts'
import { until } from '../../kit/until.ts'
import { accepted, graphql, type Outcome, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let post: Awaited<ReturnType<typeof openPost>>
let manager: string
let counter = 0

before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
  manager = await managementToken(world)
})

function speak(query: string, variables: object, speaking: Speaking = {}): Promise<Outcome> {
  return graphql(world.origin, query, variables, { tenant: world.tenant, ...speaking })
}

const sendEmail = (email: string, scene: string, speaking?: Speaking) =>
  speak(
    'mutation ($email: String!, $scene: EmailScene!) { sendEmail(email: $email, scene: $scene) { code message } }',
    { email, scene },
    speaking,
  )

const template = 'type name subject sender content redirectTo hasURL expiresIn enabled isSystem'
const configure = (input: object, speaking: Speaking = { token: manager }) =>
  speak(
    `mutation ($input: ConfigEmailTemplateInput!) { configEmailTemplate(input: $input) { ${template} } }`,
    { input },
    speaking,
  )
const turn = (name: 'enable' | 'disable', type: string, speaking: Speaking = { token: manager }) =>
  speak(
    `mutation ($type: EmailTemplateType!) { ${name}EmailTemplate(type: $type) { ${template} } }`,
    { type },
    speaking,
  )
const preview = (type: string, speaking: Speaking = { token: manager }) =>
  speak('query ($type: EmailTemplateType!) { previewEmail(type: $type) }', { type }, speaking)

/** Another pool, with its administrator's token. */
async function newPool(): Promise<Speaking & { tenant: Tenant; token: string }> {
  const tenant = await world.addTenant(`pool${++counter}`)
  return { tenant, token: await managementToken(world, tenant) }
}

const refusedInBoth = refusesInBoth()

function useProvider({ pool, application }: Tenant, input: Omit<ProviderInput, 'enabled'>): Promise<void> {
  const client = { ip: '127.0.0.1', userAgent: null }
  const caller = { kind: 'manager' as const, userPoolId: pool.id }
  const requestContext = { pool, application, caller, client, origin: world.origin }
  return world.app.domain.callAt(configureProvider, requestContext, { ...input, enabled: true })
}

/** A pool whose mails go to a server of its own. */
async function poolWithMail(config: Record<string, unknown>, kind = 'smtp') {
  const pool = await newPool()
  await useProvider(pool.tenant, { channel: 'mail', kind, config })
  return pool
}

const plain = { host: '127.0.0.1', tls: 'none', from: 'pool@example.com' }

describe('mail that cannot be sent', () => {
  const smtpReply = (responseCode: number) => Object.assign(new Error('no'), { responseCode })

  test('3014: nobody listens, no TLS where it is required, or settings that are incomplete', async () => {
    const silent = await closedPort()
    const withoutTls = await openMailbox()
    const configs: [Record<string, unknown>, string?][] = [
      [{ ...plain, port: silent }],
      [{ ...plain, port: withoutTls.port, tls: 'required' }],
      [{ ...plain, host: '' }],
      [{ ...plain, user: 'u' }],
      [{}, 'sendgrid'],
      [{}, 'pigeon'],
    ]
    for (const [config, kind] of configs) {
      const { tenant } = await poolWithMail(config, kind)
      await refusedInBoth(3014, (speaking) => sendEmail(freshEmail(), 'VERIFY_CODE', { tenant, ...speaking }))
    }
    const { tenant } = await poolWithMail({ ...plain, port: silent })
    const overRest = (speaking: Speaking) =>
      rest(world.origin, 'POST', '/api/v2/email/send', { email: freshEmail() }, { tenant, ...speaking })
    await refusedInBoth(3014, overRest)
  })

  test('3014: a certificate that nobody vouches for, at the first byte or after STARTTLS', async () => {
    const { key, cert } = makeTestCertificate()
    for (const secure of [true, false]) {
      const mailbox = await openMailbox({ key, cert, secure, disabledCommands: ['AUTH'] })
      const config = { host: '127.0.0.1', port: mailbox.port, from: 'pool@example.com', secure, tls: 'required' }
      const distrusting = await poolWithMail(config)
      await refusedInBoth(3014, (speaking) =>
        sendEmail(freshEmail(), 'VERIFY_CODE', { tenant: distrusting.tenant, ...speaking }),
      )
      assert.equal(mailbox.mails.length, 0)
      const trusting = await poolWithMail({ ...config, host: 'localhost', ca: cert })
      const email = freshEmail()
      accepted(await sendEmail(email, 'VERIFY_CODE', { tenant: trusting.tenant }))
      await mailbox.next(email)
    }
  })

  test('3014: a server that takes the connection and says nothing, well before the client gives up', async () => {
    const { tenant } = await poolWithMail({ ...plain, port: await startSilent() })
    const overRest = rest(world.origin, 'POST', '/api/v2/email/send', { email: freshEmail() }, { tenant })
    const asked = [sendEmail(freshEmail(), 'VERIFY_EMAIL', { tenant }), overRest]
    for (const outcome of await Promise.all(asked)) refused(outcome, 3014)
  })

  test('3013: the mail server takes the connection and then refuses, for now or for good', async () => {
    for (const responseCode of [451, 550]) {
      const { port } = await openMailbox({
        onRcptTo: (_address, _session, done) => done(smtpReply(responseCode)),
      })
      const { tenant } = await poolWithMail({ ...plain, port })
      await refusedInBoth(3013, (speaking) => sendEmail(freshEmail(), 'RESET_PASSWORD', { tenant, ...speaking }))
      await refusedInBoth(3013, (speaking) => sendEmail(freshEmail(), 'VERIFY_EMAIL', { tenant, ...speaking }))
      const overRest = (speaking: Speaking) =>
        rest(world.origin, 'POST', '/api/v2/email/send', { email: freshEmail() }, { tenant, ...speaking })
      await refusedInBoth(3013, overRest)
    }
  })

  test('whoever was told so may ask again at once', async () => {
    let failing = true
    const mailbox = await openMailbox({
      onRcptTo: (_address, _session, done) => done(failing ? smtpReply(451) : null),
    })
    const { tenant } = await poolWithMail({ ...plain, port: mailbox.port })
    const email = freshEmail()
    refused(await sendEmail(email, 'VERIFY_CODE', { tenant }), 3013)
    failing = false
    accepted(await sendEmail(email, 'VERIFY_CODE', { tenant }))
    assert.equal((await mailbox.next(email)).from?.value[0]?.address, 'pool@example.com')
  })

  test('texts: 3014 when the service is not there, 3013 when it refuses', async () => {
    const phones = await openPhones()
    const pool = await newPool()
    const ask = (speaking: Speaking) =>
      rest(
        world.origin,
        'POST',
        '/api/v2/sms/send',
        { phone: `139${10_000_000 + ++counter}` },
        { tenant: pool.tenant, ...speaking },
      )
    await useProvider(pool.tenant, {
      channel: 'sms',
      kind: 'webhook',
      config: { url: phones.url, secret: phones.secret },
    })
    accepted(await ask({}))
    phones.status = 400
    await refusedInBoth(3013, ask, 'sms')
    await useProvider(pool.tenant, { channel: 'sms', kind: 'webhook', config: { url: phones.url, secret: 'wrong' } })
    await refusedInBoth(3013, ask, 'sms')
    const url = `http://127.0.0.1:${await closedPort()}/`
    await useProvider(pool.tenant, { channel: 'sms', kind: 'webhook', config: { url, secret: 'x' } })
    await refusedInBoth(3014, ask, 'sms')
  })

  test('a notice that nobody waits for is tried again, and goes out when the server is back', async () => {
    let failing = false
    const mailbox = await openMailbox({
      onRcptTo: (_address, _session, done) => done(failing ? smtpReply(451) : null),
    })
    const pool = await poolWithMail({ ...plain, port: mailbox.port })
    const email = freshEmail()
    accepted(await send(world, 'createUser', { userInfo: { email } }, pool))
    accepted(await sendEmail(email, 'RESET_PASSWORD', { tenant: pool.tenant }))
    const code = codeIn(await mailbox.next(email))
    failing = true
    const reset = { email, code, newPassword: sealed(world, 'plain-gate-1') }
    accepted(await rest(world.origin, 'POST', '/api/v2/password/reset/email', reset, { tenant: pool.tenant }))
    const notice = async () => {
      const { rows } = await world.database.pool.query(
        "SELECT status, attempts, failure FROM message WHERE template = 'PASSWORD_RESETED_NOTIFICATION' AND recipient = $1",
        [email],
      )
      return rows[0]
    }
    await until(async () => (await notice())?.attempts === 1 && (await notice())?.failure)
    assert.match((await notice()).failure, /^refused: /)
    failing = false
    world.passSeconds(31)
    world.database.notices.deliver('job:message')
    assert.match((await mailbox.next(email)).subject ?? '', /密码/)
    await until(async () => (await notice())?.status === 'sent')
  })
})

describe('mail templates', () => {
  test('the six types, as the platform writes them, in the language asked for', async () => {
    const list = async (lang: string) =>
      accepted<{ type: string; name: string; isSystem: boolean; enabled: boolean }[]>(
        await speak(`{ emailTemplates { ${template} } }`, {}, { token: manager, lang }),
      )
    const english = await list('en-US')
    assert.equal(english.length, 6)
    assert.ok(english.every(({ isSystem, enabled }) => isSystem && enabled))
    assert.equal(english[0]?.name, 'Reset password')
    assert.match((await list('zh-CN'))[0]?.name ?? '', /密码/)
  })

  test('a pool writes its own, looks at it, sends it, and goes back to the one it had', async () => {
    const pool = await newPool()
    const input = {
      type: 'RESET_PASSWORD',
      name: 'Ours',
      subject: 'Code for {{user_email}}',
      sender: 'The {{client_name}} team',
      content: '<p>Hello {{user_email}}, take {{verify_code}}</p>',
      expiresIn: 120,
    }
    const saved = accepted<Record<string, unknown>>(await configure(input, pool))
    assert.deepEqual([saved.content, saved.expiresIn, saved.isSystem], [input.content, 120, false])
    assert.match(accepted<string>(await preview('RESET_PASSWORD', pool)), /Hello lin@example.com/)
    const email = freshEmail()
    accepted(await sendEmail(email, 'RESET_PASSWORD', { tenant: pool.tenant }))
    const mail = await post.mailbox.next(email)
    assert.equal(mail.subject, `Code for ${email}`)
    assert.match(mail.from?.text ?? '', /team/)
    assert.match(String(mail.html), new RegExp(`Hello ${email}, take \\d{6}`))
    accepted(await turn('disable', 'RESET_PASSWORD', pool))
    const other = freshEmail()
    accepted(await sendEmail(other, 'RESET_PASSWORD', { tenant: pool.tenant, lang: 'en-US' }))
    assert.match((await post.mailbox.next(other)).subject ?? '', /^Reset your/)
    assert.equal(accepted<{ enabled: boolean }>(await turn('enable', 'RESET_PASSWORD', pool)).enabled, true)
  })

  test('2021 and 2022: a mail that the pool has switched off', async () => {
    const pool = await newPool()
    const { tenant } = pool
    accepted(await turn('disable', 'RESET_PASSWORD', pool))
    accepted(await turn('disable', 'VERIFY_EMAIL', pool))
    await refusedInBoth(2021, (speaking) => sendEmail(freshEmail(), 'RESET_PASSWORD', { tenant, ...speaking }))
    await refusedInBoth(2022, (speaking) => sendEmail(freshEmail(), 'VERIFY_EMAIL', { tenant, ...speaking }))
    const overRest = (scene: string) => (speaking: Speaking) =>
      rest(world.origin, 'POST', '/api/v2/email/send', { email: freshEmail(), scene }, { tenant, ...speaking })
    await refusedInBoth(2021, overRest('RESET_PASSWORD'))
    await refusedInBoth(2022, overRest('VERIFY_EMAIL'))
    accepted(await turn('enable', 'RESET_PASSWORD', pool))
    accepted(await sendEmail(freshEmail(), 'RESET_PASSWORD', { tenant }))
  })

  test('3012: a template with a macro that nobody knows, previewed or sent', async () => {
    const pool = await newPool()
    const { tenant } = pool
    const letter = { type: 'CHANGE_EMAIL', name: 'x', subject: 'x', sender: 'x', content: '{{verify_code}}' }
    for (const content of ['{{#if}}', '{{verify_kode}}'])
      await refusedInBoth(3012, (speaking) => configure({ ...letter, content }, { ...pool, ...speaking }))
    accepted(await configure(letter, pool))
    // As one may lie there from before templates were looked at when they were stored.
    const { rowCount } = await world.database.pool.query(
      "UPDATE message_template SET content_html = '{{#if}}' WHERE user_pool_id = $1",
      [tenant.pool.id],
    )
    assert.equal(rowCount, 1)
    await refusedInBoth(3012, (speaking) => preview('CHANGE_EMAIL', { ...pool, ...speaking }))
    await refusedInBoth(3012, (speaking) => sendEmail(freshEmail(), 'CHANGE_EMAIL', { tenant, ...speaking }))
  })

  test('2020 without a token, for each of them', async () => {
    const input = { type: 'WELCOME', name: 'x', subject: 'x', sender: 'x', content: 'x' }
    for (const asked of [
      speak('{ emailTemplates { type } }', {}),
      preview('WELCOME', {}),
      configure(input, {}),
      turn('enable', 'WELCOME', {}),
      turn('disable', 'WELCOME', {}),
    ])
      refused(await asked, 2020)
  })
})

describe('the link that verifies an e-mail address', () => {
  async function linkFor(email: string, tenant = world.tenant): Promise<string> {
    accepted(await sendEmail(email, 'VERIFY_EMAIL', { tenant }))
    const { text } = await post.mailbox.next(email)
    return /http:\/\/\S+\/verify-email\?token=[\w.-]+/.exec(text ?? '')?.[0] ?? assert.fail(`no link in: ${text}`)
  }

  /** What opening it says, to a program that asks for JSON. */
  async function look(link: string, lang = 'en-US'): Promise<Outcome> {
    const headers = { accept: 'application/json', 'accept-language': lang }
    const response = await fetch(link, { headers })
    assert.equal(response.status, 200)
    return { ...((await response.json()) as Outcome), door: 'hosted page' }
  }

  /** What the button behind it says. */
  async function follow(link: string): Promise<Outcome> {
    const browser = openBrowser(world)
    const pressed = await pressButton(browser, await browser.go(link), {}, { accept: 'application/json' })
    return { ...((await pressed.json()) as Outcome), door: 'hosted page' }
  }

  const asJson = async (answer: Promise<Answer>): Promise<Outcome> => ({
    ...((await (await answer).json()) as Outcome),
    door: 'hosted page',
  })

  async function isVerified(email: string): Promise<boolean> {
    const { rows } = await world.database.pool.query('SELECT email_verified FROM user_account WHERE email_key = $1', [
      email,
    ])
    return rows[0].email_verified
  }

  test('verifies it, once, on a page', async () => {
    const email = freshEmail()
    accepted(await send(world, 'createUser', { userInfo: { email } }, { token: manager }))
    const link = await linkFor(email)
    assert.ok(link.startsWith(`${world.origin}/verify-email?token=`))
    const language = { 'accept-language': 'en' }
    for (const method of ['HEAD', 'GET']) assert.equal((await fetch(link, { method, headers: language })).status, 200)
    assert.equal(await isVerified(email), false, 'mail gateways open every link')
    const browser = openBrowser(world)
    const page = await browser.go(link, { headers: language })
    assert.equal(page.headers.get('cache-control'), 'no-store')
    const pressed = await pressButton(browser, page, {}, language)
    assert.equal(pressed.status, 200)
    assert.match(await pressed.text(), /Your e-mail address is verified</)
    assert.equal(await isVerified(email), true)
    const again = await fetch(link, { headers: language })
    assert.match(await again.text(), /Your e-mail address is verified already/)
  })

  test('is pressed twice at once, and both are told that it is done', async () => {
    const email = freshEmail()
    accepted(await send(world, 'createUser', { userInfo: { email } }, { token: manager }))
    const link = await linkFor(email)
    for (const outcome of await Promise.all([follow(link), follow(link)])) accepted(outcome)
  })

  test('is no button of another site, nor one without the token of the page', async () => {
    const email = freshEmail()
    accepted(await send(world, 'createUser', { userInfo: { email } }, { token: manager }))
    const link = await linkFor(email)
    const browser = openBrowser(world)
    const forgeries: [Record<string, string>, Record<string, string>][] = [
      [{ csrf: 'x'.repeat(43) }, {}],
      [{}, { 'sec-fetch-site': 'cross-site' }],
      [{}, { origin: 'https://evil.example.com' }],
    ]
    for (const [fields, headers] of forgeries)
      refused(
        await asJson(pressButton(browser, await browser.go(link), fields, { accept: 'application/json', ...headers })),
        1001,
      )
    assert.equal(await isVerified(email), false)
  })

  test('2023: too old, altered, or of no pool', async () => {
    const pool = await newPool()
    const other = freshEmail()
    accepted(await send(world, 'createUser', { userInfo: { email: other } }, pool))
    const content = '<a href="{{verify_link}}">{{verify_link}}</a>'
    accepted(
      await configure({ type: 'VERIFY_EMAIL', name: 'x', subject: 'x', sender: 'x', content, expiresIn: 1 }, pool),
    )
    const old = await linkFor(other, pool.tenant)
    world.passSeconds(2)
    const links = [old, `${old}x`, old.replace(/token=\w{24}/, `token=${'0'.repeat(24)}`), old.split('?')[0] ?? '']
    for (const link of links)
      for (const [header, lang] of [
        ['zh-CN', 'zh-CN'],
        ['en', 'en-US'],
      ] as const) {
        const outcome = await look(link, header)
        refused(outcome, 2023)
        assert.equal(outcome.message, say(2023, lang))
      }
    assert.equal(await isVerified(other), false)
  })

  test('leads on to where the template says', async () => {
    const pool = await newPool()
    const email = freshEmail()
    accepted(await send(world, 'createUser', { userInfo: { email } }, pool))
    const redirectTo = 'https://shop.example.com/verified'
    const input = { type: 'VERIFY_EMAIL', name: 'x', subject: 'x', sender: 'x', content: '{{verify_link}}', redirectTo }
    accepted(await configure(input, pool))
    const browser = openBrowser(world)
    const landed = await pressButton(browser, await browser.go(await linkFor(email, pool.tenant)))
    assert.deepEqual([landed.status, landed.headers.get('location')], [303, redirectTo])
  })

  test('of an address that nobody has verifies nothing', async () => {
    refused(await follow(await linkFor(freshEmail())), 2004)
  })
})

test('a welcome goes to whoever registers with an e-mail address, where the pool wants that', async () => {
  const tenant = await world.addTenant(`pool${++counter}`)
  await world.database.pool.query(
    `UPDATE user_pool SET settings = settings || '{"sendWelcomeEmail": true}' WHERE id = $1`,
    [tenant.pool.id],
  )
  const email = freshEmail()
  accepted(await sendEmail(email, 'REGISTER_VERIFY_CODE', { tenant }))
  const code = codeIn(await post.mailbox.next(email))
  const asked = { email, code }
  accepted(await rest(world.origin, 'POST', '/api/v2/register/email-code', asked, { tenant, lang: 'en-US' }))
  assert.match((await post.mailbox.next(email)).subject ?? '', /^Welcome/)
  const other = freshEmail()
  accepted(
    await send(
      world,
      'registerByEmail',
      { input: { email: other, password: sealed(world, 'plain-gate-1') } },
      { tenant },
    ),
  )
  assert.match((await post.mailbox.next(other)).subject ?? '', /欢迎/)
})

test('no mail hands on what a stranger calls themselves who gave somebody else’s address', async () => {
  const { tenant, token: manager } = await newPool()
  const nickname = 'Fetch your prize at evil.example'
  const callsByName = { name: 'x', subject: 'x', sender: 'x', content: '<p>Dear {{user_name}}</p>' }
  const as = { tenant, token: manager }
  for (const type of ['WELCOME', 'PASSWORD_CHANGED'])
    accepted(await rest(world.origin, 'PUT', `/api/v2/mail-templates/${type}`, callsByName, as))
  const setting = async (settings: object) => {
    const merge = 'UPDATE user_pool SET settings = settings || $2 WHERE id = $1'
    await world.database.pool.query(merge, [tenant.pool.id, settings])
    await world.app.domain.unit.write(async ({ changed }) => changed(`pool:${tenant.pool.id}`))
  }
  const called = async (email: string, name: string) =>
    assert.match((await post.mailbox.next(email)).text ?? '', new RegExp(`^Dear ${name}`))
  const password = sealed(world, 'plain-gate-1')

  await setting({ sendWelcomeEmail: true, emailVerifiedDefault: true })
  const [graph, plain, email] = [freshEmail(), freshEmail(), freshEmail()]
  const registration = { email: graph, password, profile: { nickname } }
  accepted(await send(world, 'registerByEmail', { input: registration }, { tenant }))
  await called(graph, graph)
  const body = { email: plain, password, profile: { nickname } }
  accepted(await rest(world.origin, 'POST', '/api/v2/register/email', body, { tenant }))
  await called(plain, plain)

  await setting({ sendWelcomeEmail: false, emailVerifiedDefault: false })
  const input = { email, password, profile: { nickname }, forceLogin: true }
  const { id, token } = accepted<{ id: string; token: string }>(
    await send(world, 'registerByEmail', { input }, { tenant }),
  )
  const change = 'mutation ($o: String, $n: String!) { updatePassword(oldPassword: $o, newPassword: $n) { id } }'
  const next = sealed(world, 'plain-gate-2')
  accepted(await graphql(world.origin, change, { o: password, n: next }, { tenant, token }))
  await called(email, email)
  // The owner of the address is called by name.
  accepted(await send(world, 'updateUser', { id, input: { emailVerified: true } }, as))
  const again = { o: next, n: sealed(world, 'plain-gate-3') }
  accepted(await graphql(world.origin, change, again, { tenant, token }))
  await called(email, 'Fetch')
})

test('two servers on one database send each mail once', async () => {
  const second = await createApp({
    config: {
      host: '127.0.0.1',
      port: 0,
      publicUrl: null,
      trustedProxies: [],
      maxInFlight: 100,
      outgoingAllowedHosts: [],
    },
    database: world.database,
    secretKey,
    log: (await import('#platform/log.ts')).createLog('silent'),
    about: { version: 'test', database: 'PostgreSQL', production: false },
    files: world.app.domain.ports.files,
    messages: post.messages,
  })
  second.open()
  try {
    const emails = Array.from({ length: 20 }, freshEmail)
    for (const outcome of await Promise.all(emails.map((email) => sendEmail(email, 'VERIFY_CODE')))) accepted(outcome)
    for (const email of emails) await post.mailbox.next(email)
    const sent = post.mailbox.mails.flatMap((mail) => [mail.to].flat().map((to) => to?.text ?? ''))
    for (const email of emails) assert.equal(sent.filter((to) => to === email).length, 1)
  } finally {
    await second.close()
  }
})

describe('the outbox', () => {
  test('shows the owner what nothing can send, and nobody else', async () => {
    const bare = await newWorld()
    const ask = (path: string, body: object) =>
      rest(bare.origin, 'POST', `/api/v2/${path}`, body, { tenant: bare.tenant })
    accepted(await ask('email/send', { email: 'first@example.com' }))
    accepted(await ask('sms/send', { phone: '13800000000' }))
    assert.equal((await fetch(`${bare.origin}/outbox`)).status, 403)
    assert.equal((await fetch(`${bare.origin}/outbox?key=guess`)).status, 403)
    const key = (await makeOutboxKey(bare.app.domain)) ?? assert.fail('there is an outbox')
    const entered = await fetch(`${bare.origin}/outbox?key=${key}`, { redirect: 'manual' })
    assert.deepEqual([entered.status, entered.headers.get('location')], [303, '/outbox'])
    const cookie = entered.headers.get('set-cookie') ?? ''
    assert.match(cookie, /HttpOnly; SameSite=Lax/)
    const headers = { cookie: cookie.split(';')[0] ?? '', 'accept-language': 'en' }
    const page = await (await fetch(`${bare.origin}/outbox`, { headers })).text()
    assert.match(page, /first@example.com/)
    assert.match(page, /\+8613800000000/)
    const code = /验证码 <strong>(\d{6})<\/strong>，/.exec(page)?.[1]
    const user = accepted<{ phone: string }>(await ask('register/phone-code', { phone: '13800000000', code }))
    assert.equal(user.phone, '13800000000')
    bare.passSeconds(61)
    accepted(await ask('email/send', { email: 'first@example.com' }))
    const later = await (await fetch(`${bare.origin}/outbox`, { headers })).text()
    assert.equal(later.split('Replaced by a newer one').length, 2, 'the code before it is of no more use')
    const altered = { cookie: headers.cookie.replace(/=..../, '=AAAA') }
    assert.equal((await fetch(`${bare.origin}/outbox`, { headers: altered })).status, 403)
    bare.passSeconds(43_201)
    assert.equal((await fetch(`${bare.origin}/outbox`, { headers })).status, 403, 'half a day later')
  })

  test('shows a mail as HTML where nothing of it can run, and to nobody else', async () => {
    const bare = await newWorld()
    const path = '/api/v2/email/send'
    accepted(await rest(bare.origin, 'POST', path, { email: 'first@example.com' }, { tenant: bare.tenant }))
    const key = await makeOutboxKey(bare.app.domain)
    const entered = await fetch(`${bare.origin}/outbox?key=${key}`, { redirect: 'manual' })
    const headers = { cookie: entered.headers.get('set-cookie')?.split(';')[0] ?? '' }
    const page = await fetch(`${bare.origin}/outbox`, { headers })
    assert.match(page.headers.get('content-security-policy') ?? '', /frame-src 'self'/)
    const frame = /<iframe src="([^"]+)"[^>]* sandbox /.exec(await page.text())?.[1] ?? assert.fail('a frame')
    const letter = await fetch(bare.origin + frame, { headers })
    const policy = letter.headers.get('content-security-policy') ?? ''
    for (const part of ["default-src 'none'", "frame-ancestors 'self'", 'sandbox'])
      assert.ok(policy.includes(part), part)
    assert.doesNotMatch(policy, /allow-|script-src/)
    assert.match(await letter.text(), /<html|<table|<div/)
    assert.equal((await fetch(bare.origin + frame)).status, 403)
    assert.equal((await fetch(`${bare.origin}/outbox/nothing`, { headers })).status, 404)
  })

  test('is not there when senders are configured', async () => {
    assert.equal(await makeOutboxKey(world.app.domain), null)
    assert.equal((await fetch(`${world.origin}/outbox`)).status, 404)
    assert.equal((await fetch(`${world.origin}/outbox/any`)).status, 403)
  })
})
