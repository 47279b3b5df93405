import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepted, refused } from '../kit/wire.ts'
import { openTestDoor } from './open-door.ts'

type ApplicationJson = Record<string, unknown> & { id: string; name: string }

const door = await openTestDoor()

let counter = 0
const create = (fields: object = {}) =>
  door.manage('POST /api/v2/applications', { name: `Shop ${++counter}`, identifier: `shop-${counter}`, ...fields })
const created = async (fields: object = {}) => accepted<ApplicationJson>(await create(fields))
const read = async (id: string) => accepted<ApplicationJson>(await door.manage(`GET /api/v2/applications/${id}`))

test('a name is unique in its pool, and a domain is no other pool’s', async () => {
  const app = await created({ name: 'Named' })
  refused(await create({ name: ' Named ' }), 2008)
  const next = await created()
  refused(await door.manage(`POST /api/v2/applications/${next.id}`, { name: 'Named', description: 'Half' }), 2008)
  assert.deepEqual([(await read(next.id)).name, (await read(next.id)).description], [next.name, null])
  const elsewhere = { token: door.otherManager, tenant: door.other }
  accepted(await door.ask('POST /api/v2/applications', { name: 'Named', identifier: 'named-too' }, elsewhere))
  refused(await create({ identifier: door.other.pool.domain }), 3829)
  refused(await door.manage(`POST /api/v2/applications/${app.id}`, { identifier: door.other.pool.domain }), 3829)
  const race = await Promise.all(Array.from({ length: 8 }, () => create({ name: 'Raced' })))
  assert.deepEqual(race.map(({ code }) => code).sort(), [200, ...Array(7).fill(2008)])
})

test('of changes at once none is lost', async () => {
  const { id } = await created()
  const changes = [
    { description: 'told' },
    { logo: 'https://a.example/logo.png' },
    { redirectUris: ['https://a.example/cb'] },
    { appType: 'BOTH' },
    { magicLink: true },
    { qrSignInEnabled: true },
    { oidcConfig: { access_token_expire: 999 } },
    { oidcConfig: { id_token_expire: 888 } },
    { permissionStrategy: { defaultStrategy: 'DENY_ALL' } },
  ]
  await Promise.all(
    changes.map(async (change) => accepted(await door.manage(`POST /api/v2/applications/${id}`, change))),
  )
  const after = await read(id)
  for (const change of changes)
    for (const [name, value] of Object.entries(change))
      if (typeof value !== 'object' || Array.isArray(value)) assert.deepEqual(after[name], value)
      else assert.deepEqual(after[name], { ...(after[name] as object), ...value })
})
