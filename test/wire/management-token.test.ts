import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, registerPerson, send } from '../kit/people.ts'
import { accepted, graphql, refused, type Speaking } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
before(async () => {
  world = await newWorld()
})

interface Renewed {
  accessToken: string
  exp: number
  iat: number
}

const renew = (accessToken: string | null, speaking: Speaking = {}) =>
  graphql(
    world.origin,
    'mutation ($accessToken: String) { refreshAccessToken(accessToken: $accessToken) { accessToken exp iat } }',
    { accessToken },
    { tenant: world.tenant, ...speaking },
  )

test('a management token buys the next one, given as an argument or in the header, and both are good', async () => {
  const first = await managementToken(world)
  world.passSeconds(60)
  for (const outcome of [await renew(first), await renew(null, { token: first })]) {
    const { accessToken, exp, iat } = accepted<Renewed>(outcome)
    assert.equal(exp - iat, 1_296_000)
    assert.notEqual(accessToken, first)
    for (const token of [first, accessToken]) accepted(await send(world, 'users', {}, { token }))
  }
})

test('2020, 2207, 1001 and 2206: nobody’s token, none of ours, a person’s, and one that is too old', async () => {
  refused(await renew(null), 2020)
  refused(await renew('rubbish'), 2207)
  refused(await renew((await registerPerson(world)).token), 1001)
  const old = await managementToken(world)
  world.passSeconds(1_296_001)
  refused(await renew(old), 2206)
})
