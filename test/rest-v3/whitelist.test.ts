import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { setPool } from '../kit/entry.ts'
import { managementToken, sealed, send } from '../kit/people.ts'

import { ok, refusedAs, v3In } from '../kit/v3.ts'
import { accepted, refused } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let manager: string
let appId: string

const call = v3In(
  () => world,
  () => ({ token: manager }),
)

before(async () => {
  world = await newWorld()
  manager = await managementToken(world)
  appId = world.tenant.application.id
  await setPool(world, { whitelist: { usernameEnabled: true, emailEnabled: false, phoneEnabled: false } })
})

type Entries = { value: string; createdAt: string }[]
const values = (entries: Entries) => entries.map(({ value }) => value)
const register = (username: string) => {
  const input = { username, password: sealed(world, 'correct horse'), forceLogin: true }
  return send(world, 'registerByUsername', { input })
}

test('who is on the list of the pool may register, and no more once they are taken from it', async () => {
  refused(await register('ada'), 2031)
  const added = ok<Entries>(await call('POST add-whitelist', { type: 'USERNAME', list: ['Ada', 'bob', 'ADA'] }))
  assert.deepEqual(values(added).sort(), ['ada', 'bob'])
  accepted(await register('ada'))
  assert.deepEqual(values(ok<Entries>(await call('GET list-whitelist?type=USERNAME'))).sort(), ['ada', 'bob'])
  const taken = await call('POST delete-whitelist', { type: 'USERNAME', list: ['BOB'] })
  assert.deepEqual([ok(taken), (taken as unknown as { success: boolean }).success], [{ success: true }, true])
  refused(await register('bob'), 2031)
})

test('who is on the list of an application may register through it', async () => {
  const of = { appId, type: 'USERNAME' }
  refused(await register('cleo'), 2031)
  assert.deepEqual(values(ok<Entries>(await call('POST add-whitelist-of-app', { ...of, list: ['cleo', 'dan'] }))), [
    'cleo',
    'dan',
  ])
  assert.deepEqual(values(ok<Entries>(await call(`GET list-whitelist-of-app?type=USERNAME&appId=${appId}`))), [
    'cleo',
    'dan',
  ])
  assert.deepEqual(ok(await call('GET list-whitelist?type=EMAIL')), [])
  accepted(await register('Cleo'))
  ok(await call('POST delete-whitelist-of-app', { ...of, list: ['dan'] }))
  refused(await register('dan'), 2031)
})

test('no list, no kind, no application and nobody are refused', async () => {
  const other = await world.addTenant('lists')
  const foreign = { tenant: other, token: await managementToken(world, other) }
  for (const path of ['add-whitelist', 'delete-whitelist', 'add-whitelist-of-app', 'delete-whitelist-of-app']) {
    const whole = { type: 'USERNAME', list: ['x'], ...(path.endsWith('app') && { appId }) }
    refusedAs(await call(`POST ${path}`, { ...whole, list: [] }), 400, 400)
    refusedAs(await call(`POST ${path}`, { ...whole, list: null }), 400, 2231)
    refusedAs(await call(`POST ${path}`, { ...whole, type: 'NAME' }), 400, 400)
    refusedAs(await call(`POST ${path}`, { ...whole, list: ['x'.repeat(255)] }), 400, 400)
    refusedAs(await call(`POST ${path}`, { ...whole, list: Array(1_001).fill('x') }), 400, 400)
    refusedAs(await call(`POST ${path}`, whole, { token: '' }), 401, 2020)
    if (path.endsWith('app')) refusedAs(await call(`POST ${path}`, whole, foreign), 404, 2011)
  }
  refusedAs(await call('GET list-whitelist'), 400, 2231)
  refusedAs(await call(`GET list-whitelist-of-app?type=USERNAME&appId=${appId}`, undefined, foreign), 404, 2011)
})
