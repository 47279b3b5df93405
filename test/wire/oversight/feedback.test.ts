import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, registerPerson } from '../../kit/people.ts'
import { accepted, type Outcome, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let token: string

before(async () => {
  world = await newWorld()
  token = await managementToken(world)
})

function give(more: object = {}, speaking: Speaking = {}): Promise<Outcome> {
  const body = { phone: '13800000000', type: 1, description: 'No code ever comes', ...more }
  return rest(world.origin, 'POST', '/api/v2/feedback', body, { tenant: world.tenant, ...speaking })
}

interface Written {
  appId: string
  type: string
  phone: string
  description: string
  images: string[]
}

async function written(speaking: Speaking = {}): Promise<Outcome> {
  return rest(world.origin, 'GET', '/api/v2/feedback?limit=50', undefined, { tenant: world.tenant, token, ...speaking })
}
const read = async () => accepted<{ totalCount: number; list: Written[] }>(await written())

test('anybody writes, and the administrator reads', async () => {
  const images = ['https://example.com/screen.png']
  accepted(await give({ appId: world.tenant.application.id, images }, { tenant: null }))
  const { totalCount, list } = await read()
  assert.equal(totalCount, 1)
  const [{ appId, type, phone, description, images: shown } = assert.fail()] = list
  assert.deepEqual(
    [appId, type, phone, description, shown],
    [world.tenant.application.id, '1', '13800000000', 'No code ever comes', images],
  )
})

test('nobody else reads, and pools are apart', async () => {
  const person = await registerPerson(world)
  refused(await written({ token: undefined }), 2020)
  refused(await written({ token: person.token }), 1001)
  const other = await world.addTenant('elsewhere')
  const elsewhere = await written({ tenant: other, token: await managementToken(world, other) })
  assert.equal(accepted<{ totalCount: number }>(elsewhere).totalCount, 0)
})

test('bad input changes nothing', async () => {
  const { totalCount } = await read()
  for (const lang of ['zh-CN', 'en-US']) {
    refused(await give({ description: undefined }, { lang }), 2231)
    refused(await give({ description: '   ' }, { lang }), 2231)
    refused(await give({ description: 'x'.repeat(4_001) }, { lang }), 400)
    refused(await give({ images: ['javascript:alert(1)'] }, { lang }), 400)
    refused(await give({ images: Array(6).fill('https://example.com/a.png') }, { lang }), 400)
    refused(await give({ images: 'https://example.com/a.png' }, { lang }), 400)
  }
  assert.equal((await read()).totalCount, totalCount)
})

test('a few an hour from one address', async () => {
  const outcomes: number[] = []
  for (let n = 0; n < 8; n++) outcomes.push((await give({ description: `${n}` })).code)
  assert.ok(outcomes.includes(200))
  refused(await give(), 429)
  world.passSeconds(3601)
  token = await managementToken(world)
  accepted(await give({ description: 'later' }))
  const { list } = await read()
  assert.equal(list[0]?.description, 'later', 'newest first')
})
