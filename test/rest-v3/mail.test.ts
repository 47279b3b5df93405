import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, registerPerson } from '../kit/people.ts'
import { type Mailbox, openMailbox } from '../kit/post.ts'
import { ok, refusedAs, v3In } from '../kit/v3.ts'
import { accepted, rest } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let manager: string
let mailbox: Mailbox
before(async () => {
  world = await newWorld()
  manager = await managementToken(world)
  mailbox = await openMailbox()
})

const call = v3In(
  () => world,
  () => ({ token: manager }),
)

interface Template {
  type: string
  customizeEnabled: boolean
  subject: string
  content: string
  expiresIn?: number
}

const templates = async () => ok<{ templates: Template[] }>(await call('GET get-email-templates')).templates
const templateOf = async (type: string) => (await templates()).find((template) => template.type === type)

const written = { name: 'Ours', subject: 'Your code', sender: 'Us', content: '<b>{{verify_code}}</b>', expiresIn: 600 }

test('a mail of the pool’s own is written, shown, and put in force or not', async () => {
  const all = await templates()
  assert.equal(all.length, 14)
  assert.ok(all.every(({ customizeEnabled }) => !customizeEnabled))
  const write = (more: object) => call('POST update-email-template', { ...written, ...more })
  const template = ok<Template>(
    await write({ type: 'MFA_VERIFY_CODE', customizeEnabled: true, tplEngine: 'handlebar' }),
  )
  assert.deepEqual(await templateOf('MFA_VERIFY_CODE'), template)
  assert.deepEqual([template.customizeEnabled, template.subject, template.expiresIn], [true, 'Your code', 600])
  ok(await write({ type: 'MFA_VERIFY_CODE', customizeEnabled: false, subject: 'Not yet' }))
  const off = await templateOf('MFA_VERIFY_CODE')
  assert.deepEqual([off?.customizeEnabled, off?.subject], [false, 'Not yet'])
  ok(await write({ type: 'MFA_VERIFY_CODE' }))
  assert.equal((await templateOf('MFA_VERIFY_CODE'))?.customizeEnabled, false)
  refusedAs(await write({ type: 'MFA_VERIFY_CODE', content: '{{verify_link}}' }), 500, 3012)
  refusedAs(await write({ type: 'MFA_VERIFY_CODE', tplEngine: 'ejs' }), 501, 1000)
  refusedAs(await write({ type: 'USER_PASSWORD_UPDATE_REMIND' }), 400, 400)
  refusedAs(await write({ type: 'MFA_VERIFY_CODE', name: '' }), 400, 2231)
  refusedAs(await write({ type: 'MFA_VERIFY_CODE', expiresIn: 0 }), 400, 400)
  assert.equal((await templateOf('MFA_VERIFY_CODE'))?.content, written.content)
})

test('a mail is shown as it would look, stored or not', async () => {
  const show = async (more: object) =>
    ok<{ content: string; subject: string; sender: string }>(
      await call('POST preview-email-template', { type: 'LOGIN_VERIFY_CODE', ...more }),
    )
  assert.match((await show({})).content, /481516/)
  const draft = await show({
    content: '<i>{{verify_code}} {{expires_in}}</i>',
    subject: 'Hello',
    sender: 'Us',
    expiresIn: 600,
  })
  assert.deepEqual(draft, { content: '<i>481516 10</i>', subject: 'Hello', sender: 'Us' })
  refusedAs(
    await call('POST preview-email-template', { type: 'LOGIN_VERIFY_CODE', content: '{{ nonsense }}' }),
    500,
    3012,
  )
})

test('a pool sends through the mail server that these clients describe, and reads no secret back', async () => {
  const none = await call('GET get-email-provider')
  assert.deepEqual(ok(none), { enabled: false, updatedAt: null })
  const set = (body: object) => call('POST config-email-provider', body)
  const smtpConfig = { smtp_host: '127.0.0.1', smtp_port: mailbox.port, sender: 'pool@example.com', secure: false }
  const shown = ok<{ type: string; enabled: boolean }>(await set({ type: 'custom', enabled: true, smtpConfig }))
  assert.deepEqual([shown.type, shown.enabled], ['custom', true])
  const speaking = { tenant: world.tenant, token: manager }
  accepted(await rest(world.origin, 'POST', '/api/v2/mail-sender/test', { email: 'lin@example.com' }, speaking))
  assert.equal(mailbox.mails.length, 1)
  const login = { sender: 'us@example.com', senderPass: 'hush-hush' }
  for (const [type, name] of [
    ['ali', 'aliExmailConfig'],
    ['qq', 'tencentExmailConfig'],
  ] as const) {
    const answer = await set({ type, enabled: true, [name]: login })
    assert.equal(ok<{ type: string }>(answer).type, type)
    assert.ok(!JSON.stringify(answer).includes('hush'))
  }
  const sendGridConfig = { sender: 'us@example.com', apikey: 'SG.hush' }
  ok(await set({ type: 'sendgrid', enabled: true, sendGridConfig }))
  const read = await call('GET get-email-provider')
  assert.equal(ok<{ type: string }>(read).type, 'sendgrid')
  assert.ok(!JSON.stringify(read).includes('hush'))
  refusedAs(await set({ type: 'qq', enabled: true }), 400, 2231)
  refusedAs(await set({ type: 'custom', enabled: true }), 400, 400)
  refusedAs(await set({ type: 'sendgrid', sendGridConfig }), 400, 2231)
  refusedAs(await set({ type: 'pigeon', enabled: true }), 400, 400)
  refusedAs(
    await set({ type: 'custom', enabled: true, smtpConfig: { ...smtpConfig, senderPass: 'x', sender: null } }),
    400,
    400,
  )
  assert.equal(ok<{ type: string }>(await call('GET get-email-provider')).type, 'sendgrid')
})

test('people manage no mails', async () => {
  const { token } = await registerPerson(world)
  for (const line of ['GET get-email-templates', 'GET get-email-provider'])
    refusedAs(await call(line, undefined, { token }), 403, 1001)
})
