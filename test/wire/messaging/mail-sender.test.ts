import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { inBothLanguages } from '../../kit/entry.ts'
import { managementToken, registerPerson } from '../../kit/people.ts'
import { closedPort, type Mailbox, openMailbox, openPhones, openPost, type Phones } from '../../kit/post.ts'
import { accepted, graphql, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let token: string
let mailbox: Mailbox
let phones: Phones

before(async () => {
  world = await newWorld()
  token = await managementToken(world)
  mailbox = await openMailbox()
  phones = await openPhones()
})

const call = (method: string, path: string, body?: unknown, speaking: Speaking = {}) =>
  rest(world.origin, method, `/api/v2/${path}`, body, { tenant: world.tenant, token, ...speaking })

const smtp = (port: number) => ({
  host: '127.0.0.1',
  port,
  tls: 'none',
  from: 'pool@example.com',
  password: 'hush-hush',
})

test('a pool sends through a sender of its own, tries it, and forgets it', async () => {
  assert.equal(accepted(await call('GET', 'mail-sender')), null)
  refused(await call('PUT', 'mail-sender', { kind: 'smtp' }), 400)
  const shown = accepted<{ kind: string; enabled: boolean }>(
    await call('PUT', 'mail-sender', {
      kind: 'smtp',
      config: { ...smtp(mailbox.port), user: undefined, password: undefined },
    }),
  )
  assert.deepEqual([shown.kind, shown.enabled], ['smtp', true])
  accepted(await call('POST', 'mail-sender/test', { email: 'ops@example.com' }, { lang: 'en-US' }))
  assert.equal((await mailbox.next('ops@example.com')).subject, 'Mail works')
  const provoke = (speaking: Speaking) => call('PUT', 'mail-sender', { kind: 'smtp', enabled: false }, speaking)
  for (const outcome of await inBothLanguages(world, provoke)) refused(outcome, 2025)
  assert.equal(accepted<{ enabled: boolean }>(await call('GET', 'mail-sender')).enabled, true)
  assert.ok(!JSON.stringify(await call('GET', 'mail-sender')).includes('127.0.0.1'), 'settings are never read back')
  accepted(await call('DELETE', 'mail-sender'))
  assert.equal(accepted(await call('GET', 'mail-sender')), null)
})

test('a pool goes back to the sender of the platform, and to its own', async () => {
  const { mailbox: platform, messages } = await openPost()
  const served = await newWorld({ messages })
  const speaking = { tenant: served.tenant, token: await managementToken(served) }
  const set = (body: object) => rest(served.origin, 'PUT', '/api/v2/mail-sender', body, speaking)
  const asked = (email: string) => rest(served.origin, 'POST', '/api/v2/email/send', { email }, speaking)
  const { password: _, ...own } = smtp(mailbox.port)
  accepted(await set({ kind: 'smtp', config: own }))
  accepted(await asked('first@example.com'))
  assert.equal((await mailbox.next('first@example.com')).from?.value[0]?.address, own.from)
  accepted(await set({ kind: 'smtp', enabled: false }))
  accepted(await asked('second@example.com'))
  assert.equal((await platform.next('second@example.com')).from?.value[0]?.address, 'door@example.com')
  accepted(await set({ kind: 'smtp', enabled: true }))
  accepted(await asked('third@example.com'))
  await mailbox.next('third@example.com')
})

test('a test says what a real mail would meet, and the log remembers it without its text', async () => {
  accepted(
    await call('PUT', 'mail-sender', { kind: 'smtp', config: { ...smtp(await closedPort()), password: undefined } }),
  )
  refused(await call('POST', 'mail-sender/test', { email: 'late@example.com' }), 3014)
  refused(await call('POST', 'mail-sender/test', { email: 'no address' }), 2204)
  const { list } = accepted<{ list: { recipient: string; status: string; failure: string | null }[] }>(
    await call('GET', 'messages?status=failed&channel=mail'),
  )
  assert.deepEqual(
    list.map(({ recipient, status }) => [recipient, status]),
    [['late@example.com', 'failed']],
  )
  assert.match(String(list[0]?.failure), /^unreachable/)
  assert.ok(!('bodySealed' in (list[0] as object)))
  refused(await call('GET', 'messages?status=lost'), 400)
})

test('a text is tried the same way', async () => {
  const config = JSON.stringify({ url: phones.url, secret: phones.secret })
  const customSMSProvider = { enabled: true, provider: 'webhook', config }
  const update = 'mutation ($input: UpdateUserpoolInput!) { updateUserpool(input: $input) { id } }'
  accepted(await graphql(world.origin, update, { input: { customSMSProvider } }, { tenant: world.tenant, token }))
  accepted(await call('POST', 'sms-sender/test', { phone: '13800138111' }))
  assert.equal(phones.last('+8613800138111')?.params.code, '000000')
  refused(await call('POST', 'sms-sender/test', { phone: '12' }), 2028)
})

test('what cannot send is refused before it is kept; only the pool’s administrator comes near', async () => {
  refused(await call('PUT', 'mail-sender', { kind: 'pigeon', config: {} }), 400)
  refused(await call('PUT', 'mail-sender', { kind: 'smtp', config: { host: 1 } }), 400)
  refused(await call('PUT', 'mail-sender', { kind: 'smtp', config: 'x' }), 400)
  const person = await registerPerson(world)
  for (const [method, path] of [
    ['GET', 'mail-sender'],
    ['GET', 'messages'],
    ['DELETE', 'mail-sender'],
  ] as const)
    refused(await call(method, path, undefined, { token: person.token }), 1001)
  refused(await call('POST', 'mail-sender/test', { email: 'a@example.com' }, { token: person.token }), 1001)
  const other = await world.addTenant('mail-sender')
  const strange = { tenant: other, token: await managementToken(world, other) }
  assert.deepEqual(accepted(await call('GET', 'messages', undefined, strange)), { list: [] })
})
