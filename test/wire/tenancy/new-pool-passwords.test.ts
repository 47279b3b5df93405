import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { doors, registering, setPool } from '../../kit/entry.ts'
import { managementToken, sealed, send } from '../../kit/people.ts'
import { accepted, graphql, refused } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let counter = 0
before(async () => {
  world = await newWorld()
})

const account = () => `newcomer${++counter}`

for (const door of doors)
  test(`a new pool asks for eight characters and refuses what everybody tries first: ${door}`, async () => {
    for (const password of ['123456', 'aaaaaa', 'gate 77', '12345678', 'password', 'qwertyuiop', 'Passw0rd!'])
      refused(await registering[door](world, { account: account(), password }, { lang: 'en-US' }), 2029)
    const short = await registering[door](world, { account: account(), password: 'gate 77' }, { lang: 'en-US' })
    assert.match(short.message, /8 characters/)
    accepted(await registering[door](world, { account: account(), password: 'gate 777' }))
  })

test('pools that were made before stay as they are', async () => {
  const tenant = await world.addTenant('before')
  const input = { username: account(), password: sealed(world, '123456') }
  accepted(await send(world, 'registerByUsername', { input }, { tenant }))
  const query = 'query { userpool { passwordMinLength refuseCommonPasswords } }'
  const shown = await graphql(world.origin, query, {}, { tenant, token: await managementToken(world, tenant) })
  assert.deepEqual({ ...accepted<object>(shown) }, { passwordMinLength: 6, refuseCommonPasswords: null })
})

test('an administrator may ask for fifteen, or for six again; nothing below and nothing absurd', async () => {
  const query = 'mutation ($input: UpdateUserpoolInput!) { updateUserpool(input: $input) { passwordMinLength } }'
  const token = await managementToken(world)
  const update = (passwordMinLength: number) =>
    graphql(world.origin, query, { input: { passwordMinLength } }, { tenant: world.tenant, token })
  for (const length of [5, 0, 65]) refused(await update(length), 400)
  await setPool(world, { passwordMinLength: 15 })
  refused(await registering['REST V2'](world, { account: account(), password: 'lantern 7 gate' }), 2029)
  accepted(await registering['REST V2'](world, { account: account(), password: 'lantern 7 gates' }))
  await setPool(world, { passwordMinLength: 6, refuseCommonPasswords: false })
  accepted(await registering['REST V2'](world, { account: account(), password: '123456' }))
})
