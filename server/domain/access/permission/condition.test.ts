import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allHold, conditionFault } from './condition.ts'

const circumstances = {
  UserPoolId: 'pool',
  AppId: '',
  UserId: 'ann',
  UserArn: 'arn:cn:authing:pool:user:ann',
  ClientIp: '10.1.2.3',
  UserAgent: 'curl/8',
  CurrentTime: '2026-03-01T12:00:00.000Z',
}

const holds = (param: string, operator: string, value: unknown) => allHold([{ param, operator, value }], circumstances)

test('texts, times and networks are compared as what they are', () => {
  assert.ok(holds('UserId', 'StringEquals', 'ann'))
  assert.ok(holds('UserId', 'StringEquals', ['bob', 'ann']))
  assert.ok(holds('UserAgent', 'StringLike', 'curl/*'))
  assert.ok(!holds('UserId', 'StringNotEquals', ['bob', 'ann']))
  assert.ok(holds('CurrentTime', 'DateLessThan', '2026-03-01T20:00:00+07:00'))
  assert.ok(!holds('CurrentTime', 'DateGreaterThan', '2026-03-01T20:00:00+07:00'))
  assert.ok(holds('ClientIp', 'IpAddress', ['192.168.0.0/16', '10.0.0.0/8']))
  assert.ok(!holds('ClientIp', 'IpAddress', '10.1.2.4'))
  assert.ok(holds('ClientIp', 'NotIpAddress', 'fd00::/8'))
})

test('a condition that cannot be understood is refused when written, and does not hold', () => {
  const wrong: [string, string, unknown][] = [
    ['Colour', 'StringEquals', 'red'],
    ['UserId', 'Resembles', 'ann'],
    ['UserId', 'StringEquals', 1],
    ['UserId', 'StringEquals', []],
    ['CurrentTime', 'DateLessThan', 'tomorrow'],
    ['ClientIp', 'IpAddress', '10.0.0.0/33'],
    ['ClientIp', 'NotIpAddress', 'localhost'],
    ['constructor', 'toString', 'x'],
  ]
  for (const [param, operator, value] of wrong) {
    assert.ok(conditionFault({ param, operator, value }), `${param} ${operator}`)
    assert.ok(!holds(param, operator, value))
  }
})
