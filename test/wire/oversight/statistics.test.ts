import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, registerPerson, send } from '../../kit/people.ts'
import { ask, signInWith } from '../../kit/rest.ts'
import { accepted, refused } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'
import { managementClient } from '../../sdk/clients.ts'

let world: World
let token: string
before(async () => {
  world = await newWorld()
  token = await managementToken(world)
})

test('counts people who used an application once each, and those with a value in a field', async () => {
  const { udf, users } = managementClient(world)
  const appId = world.tenant.application.id
  await udf.set('USER' as never, 'team', 'STRING' as never, 'Team')
  const [first] = [await registerPerson(world), await registerPerson(world)]
  await signInWith(world, first)
  accepted(await send(world, 'createUser', { userInfo: { username: 'never-there' } }, { token }))
  assert.equal(await users.getApplicationLoginUserNum({ appId }), 2)
  assert.equal(await users.getUdfFieldUserNum({ appId, definedFieldKey: 'team' }), 0)
  await users.setUdfValue(first.id, { team: 'red' })
  assert.equal(await users.getUdfFieldUserNum({ appId, definedFieldKey: 'team' }), 1)
})

test('2010 without an application, 2011 for one of another pool, 1001 for people', async () => {
  const other = await world.addTenant('other')
  const person = await registerPerson(world)
  const appId = world.tenant.application.id
  for (const name of ['total-login-count?x=1', 'exist-defined-field-count?definedFieldKey=team']) {
    const path = `GET /api/v2/analysis/${name}`
    refused(await ask(world, path, { token }), 2010)
    refused(await ask(world, `${path}&appId=${other.application.id}`, { token }), 2011)
    const stranger = { token: await managementToken(world, other), tenant: other }
    refused(await ask(world, `${path}&appId=${appId}`, stranger), 2011)
    refused(await ask(world, `${path}&appId=${appId}`, { token: person.token }), 1001)
  }
  refused(await ask(world, `GET /api/v2/analysis/exist-defined-field-count?appId=${appId}`, { token }), 2231)
})
