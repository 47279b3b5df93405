import assert from 'node:assert/strict'
import { test } from 'node:test'
import { networkOf } from './network.ts'

test('an address of IPv4 is one, however it is written', () => {
  for (const ip of ['192.0.2.7', '::ffff:192.0.2.7', '::FFFF:192.0.2.7']) assert.equal(networkOf(ip), '192.0.2.7')
})

test('the addresses of a /64 of IPv6 are one, however they are written, and those of two are not', () => {
  const ways = [
    '2001:db8:0:1::1',
    '2001:DB8::1:0:0:0:2',
    '2001:0db8:0000:0001:ffff:ffff:ffff:ffff',
    '2001:db8:0:1::%eth0',
  ]
  for (const ip of ways) assert.equal(networkOf(ip), '2001:db8:0:1', ip)
  assert.equal(networkOf('2001:db8::1'), '2001:db8:0:0')
  assert.equal(networkOf('::1'), '0:0:0:0')
  assert.notEqual(networkOf('2001:db8:0:2::1'), networkOf('2001:db8:0:1::1'))
})
