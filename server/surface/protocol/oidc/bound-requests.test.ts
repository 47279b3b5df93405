import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FastifyRequest } from 'fastify'
import { createRequestBounds } from './bound-requests.ts'

let now = new Date('2026-01-31T08:00:00Z')
const from = (ip: string) => ({ ip, socket: { remoteAddress: ip } }) as FastifyRequest

test('of one network three thousand are let through in five minutes, of others and of who shows nothing all', () => {
  const boundOf = createRequestBounds(() => now)
  const ask = (ip: string, url = '/auth?client_id=x') => boundOf(from(ip), url, '')?.status ?? 200
  for (let count = 0; count < 3_000; count++) assert.equal(ask('203.0.113.7'), 200)
  assert.equal(ask('203.0.113.7'), 429)
  assert.equal(ask('203.0.113.7', '/auth?client_id=x&prompt=none'), 200)
  assert.equal(ask('203.0.113.7', '/session/end?prompt=none'), 429)
  assert.equal(ask('203.0.113.7', '/token'), 200)
  assert.equal(ask('203.0.113.8'), 200)
  for (let count = 0; count < 3_000; count++) assert.equal(ask(`2001:db8::${(count + 1).toString(16)}`), 200)
  assert.equal(ask('2001:db8::ffff'), 429)
  assert.equal(ask('2001:db8:0:1::1'), 200)
  now = new Date(now.getTime() + 300_001)
  assert.equal(ask('203.0.113.7'), 200)
})
