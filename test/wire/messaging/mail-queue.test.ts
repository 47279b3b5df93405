import assert from 'node:assert/strict'
import { test } from 'node:test'
import { managementToken } from '../../kit/people.ts'
import { openMailbox, openPost } from '../../kit/post.ts'
import { until } from '../../kit/until.ts'
import { accepted, rest } from '../../kit/wire.ts'
import { newWorld } from '../../kit/world.ts'

test('a pool whose mail server keeps silent holds up nobody else, and its own mails go when it speaks', async () => {
  const { mailbox, messages } = await openPost()
  const world = await newWorld({ messages })
  const held: (() => void)[] = []
  const silent = await openMailbox({ onRcptTo: (_address, _session, done) => void held.push(() => done()) })
  const tenant = await world.addTenant('silent')
  const speaking = { tenant, token: await managementToken(world, tenant) }
  const config = { host: '127.0.0.1', port: silent.port, tls: 'none', from: 'silent@example.com' }
  accepted(await rest(world.origin, 'PUT', '/api/v2/mail-sender', { kind: 'smtp', config }, speaking))
  const waiting = Array.from({ length: 30 }, (_, n) =>
    rest(world.origin, 'POST', '/api/v2/email/send', { email: `held${n}@example.com` }, { tenant }),
  )
  await until(() => held.length >= 10)
  const asked = { email: 'free@example.com' }
  accepted(await rest(world.origin, 'POST', '/api/v2/email/send', asked, { tenant: world.tenant }))
  await mailbox.next(asked.email)
  assert.ok(held.length < 20, `${held.length} of the pool's mails are on their way at once`)
  let settled = false
  void Promise.all(waiting).then(() => {
    settled = true
  })
  await until(() => {
    for (const go of held.splice(0)) go()
    return settled && silent.mails.length > 10
  })
})
