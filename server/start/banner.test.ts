import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runInNewContext } from 'node:vm'
import { type Banner, renderBanner } from './banner.ts'

const origin = 'http://localhost:3000'
const banner: Banner = {
  origin,
  database: 'embedded',
  dataDir: '/data',
  bootstrap: {
    host: origin,
    appHost: origin,
    userPoolId: 'pool',
    userPoolSecret: 'secret-of-the-pool',
    appId: 'app',
    appSecret: 'secret-of-the-app',
    ownerEmail: 'owner@example.com',
    ownerPassword: 'password-of-the-owner',
    rootUserPoolId: 'root',
    rootUserPoolSecret: 'secret-of-the-root',
    outbox: `${origin}/outbox?key=key-of-the-outbox`,
  },
  first: true,
  ownerSignIn: '/u/admin',
  outbox: `${origin}/outbox?key=key-of-the-outbox`,
  secretly: true,
}

test('the first start shows password and outbox to whoever sits before it, once', () => {
  const said = renderBanner(banner)
  for (const shown of ['password-of-the-owner', 'key-of-the-outbox', `${origin}/u/admin`])
    assert.ok(said.includes(shown))
  assert.doesNotMatch(said, /secret-of/)
  assert.doesNotMatch(renderBanner({ ...banner, first: false }), /password-of-the-owner/)
})

test('what an SDK needs is shown as a program can have it', () => {
  const block = /const menshen = \{[^}]*\}/.exec(renderBanner(banner))?.[0] ?? assert.fail('no block')
  const read = runInNewContext(`${block}; menshen`)
  assert.deepEqual({ ...read }, { userPoolId: 'pool', appId: 'app', appHost: origin, host: origin })
})

test('into a journal goes where they are written, and neither of them', () => {
  const said = renderBanner({ ...banner, secretly: false })
  assert.doesNotMatch(said, /password-of|key-of|secret-of/)
  for (const shown of ['/data/bootstrap.json', `${origin}/outbox`, `${origin}/u/admin`]) assert.ok(said.includes(shown))
  assert.doesNotMatch(renderBanner({ ...banner, secretly: false, bootstrap: null, outbox: null }), /outbox|json/)
})
