import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { configureProvider, type ProviderInput } from '#domain/messaging/message/configure-provider.ts'
import { inBothLanguages } from '../../kit/entry.ts'
import { freshPhone } from '../../kit/fresh.ts'
import { managementToken } from '../../kit/people.ts'
import { closedPort, codeIn, type Mailbox, openMailbox, openPhones, type Phones } from '../../kit/post.ts'
import type { Tenant } from '../../kit/tenant.ts'
import { accepted, graphql, type Outcome, refused, rest } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

const update =
  'mutation ($input: UpdateUserpoolInput!) { updateUserpool(input: $input) { customSMSProvider { enabled provider config } } }'

/** Nothing that is not public may be called in the first, loopback may in the second. */
let guarded: World
let open: World
let phones: Phones
let mailbox: Mailbox
let counter = 0

before(async () => {
  guarded = await newWorld({ outgoingAllowedHosts: [] })
  open = await newWorld()
  phones = await openPhones()
  mailbox = await openMailbox()
})

async function setSender(world: World, tenant: Tenant, customSMSProvider: object): Promise<Outcome> {
  const token = await managementToken(world, tenant)
  return graphql(world.origin, update, { input: { customSMSProvider } }, { tenant, token })
}

const webhook = (url: string, secret = phones.secret) => ({
  enabled: true,
  provider: 'webhook',
  config: JSON.stringify({ url, secret }),
})
const text = (world: World, tenant: Tenant, phone: string, lang = 'zh-CN') =>
  rest(world.origin, 'POST', '/api/v2/sms/send', { phone }, { tenant, lang })
const newTenant = (world: World) => world.addTenant(`sender${++counter}`)

describe('customSMSProvider', () => {
  test('sends the pool’s texts, is switched off and on again, and its secret is never read back', async () => {
    const tenant = await newTenant(open)
    const shown = accepted<{ customSMSProvider: object }>(await setSender(open, tenant, webhook(phones.url)))
    assert.deepEqual(shown.customSMSProvider, { enabled: true, provider: 'webhook', config: null })
    const phone = freshPhone()
    accepted(await text(open, tenant, phone))
    assert.match(codeIn(phones.last(`+86${phone}`)), /^\d{6}$/)
    accepted(await setSender(open, tenant, { enabled: false }))
    const silent = freshPhone()
    accepted(await text(open, tenant, silent))
    assert.ok(!phones.texts.some(({ to }) => to === `+86${silent}`), 'the outbox keeps it')
    accepted(await setSender(open, tenant, { enabled: true }))
    const again = freshPhone()
    accepted(await text(open, tenant, again))
    assert.ok(phones.last(`+86${again}`))
    const { rows } = await open.database.pool.query('SELECT settings::text AS s FROM user_pool WHERE id = $1', [
      tenant.pool.id,
    ])
    assert.ok(!rows[0].s.includes(phones.secret))
    const token = await managementToken(open, tenant)
    const detail = await rest(open.origin, 'GET', '/api/v2/userpools/detail', undefined, { tenant, token })
    assert.ok(!JSON.stringify(detail).includes(phones.secret))
  })

  test('with a wrong secret the receiver refuses, and the caller is told', async () => {
    const tenant = await newTenant(open)
    accepted(await setSender(open, tenant, webhook(phones.url, 'not the secret')))
    refused(await text(open, tenant, freshPhone()), 3013)
  })
})

/** Ways to write an address that is no stranger's. */
const inside = (port: number) => [
  `http://127.0.0.1:${port}/`,
  `http://localhost:${port}/`,
  `http://[::1]:${port}/`,
  `http://[::ffff:127.0.0.1]:${port}/`,
  `http://2130706433:${port}/`,
  `http://0x7f.1:${port}/`,
  'http://169.254.169.254/latest/meta-data/',
  'http://10.0.0.1/',
]

describe('an address inside', () => {
  test('is 3014 for texts, and nobody there hears of it', async () => {
    const before = phones.texts.length
    for (const url of inside(Number(new URL(phones.url).port))) {
      const tenant = await newTenant(guarded)
      accepted(await setSender(guarded, tenant, webhook(url)))
      const phone = freshPhone()
      refused(await text(guarded, tenant, phone), 3014)
    }
    assert.equal(phones.texts.length, before)
    const { rows } = await guarded.database.pool.query("SELECT DISTINCT failure FROM message WHERE status = 'failed'")
    assert.deepEqual(rows, [{ failure: 'unreachable: sms by webhook: unreachable (forbidden)' }])
  })

  test('is 3014 for mails too, whether by SMTP or through a vendor’s other endpoint, in both languages', async () => {
    const from = 'door@example.com'
    const senders: Omit<ProviderInput, 'channel' | 'enabled'>[] = [
      ...['127.0.0.1', 'localhost', '2130706433', '0x7f000001', '::1', '::ffff:127.0.0.1'].map((host) => ({
        kind: 'smtp',
        config: { host, port: mailbox.port, tls: 'none', from },
      })),
      { kind: 'sendgrid', config: { apiKey: 'k', from, endpoint: `http://localhost:${mailbox.port}` } },
      { kind: 'mailgun', config: { apiKey: 'k', domain: 'd', from, endpoint: 'http://169.254.169.254' } },
    ]
    for (const sender of senders) {
      const { pool, application, ...tenant } = await newTenant(guarded)
      const client = { ip: '127.0.0.1', userAgent: null }
      const caller = { kind: 'manager' as const, userPoolId: pool.id }
      const requestContext = { pool, application, caller, client, origin: guarded.origin }
      await guarded.app.domain.callAt(configureProvider, requestContext, { ...sender, channel: 'mail', enabled: true })
      const query = 'mutation ($email: String!) { sendEmail(email: $email, scene: VERIFY_CODE) { code } }'
      const outcomes = await inBothLanguages(guarded, (speaking) => {
        const email = `reader${++counter}@example.com`
        return graphql(guarded.origin, query, { email }, { tenant: { ...tenant, pool, application }, ...speaking })
      })
      for (const outcome of outcomes) refused(outcome, 3014)
    }
    assert.equal(mailbox.mails.length, 0)
  })

  test('a redirect from outside to the inside is not followed', async () => {
    const { createServer } = await import('node:http')
    const server = createServer((_request, response) => response.writeHead(307, { location: phones.url }).end())
    const port = await closedPort()
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    try {
      const tenant = await newTenant(open)
      const before = phones.texts.length
      accepted(await setSender(open, tenant, webhook(`http://127.0.0.1:${port}/`)))
      refused(await text(open, tenant, freshPhone()), 3013)
      assert.equal(phones.texts.length, before)
    } finally {
      server.close()
    }
  })
})
