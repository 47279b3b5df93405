// Whoever has a password guesses at the second factor: with tickets kept in store, with everything sent at once, and with the
// right code in hand when the guesses are used up.
import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { managementToken, sealed, send } from '../kit/people.ts'
import { codeOf, personWithApp, signIn, tokenOf } from '../kit/second-factor.ts'
import type { Tenant } from '../kit/tenant.ts'
import { accepted, graphql, refused, rest } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
before(async () => {
  world = await newWorld()
})

const off = { loginFailCheck: { enabled: false }, loginPasswordFailCheck: { enabled: false } }

async function tenantWith(name: string, input: object): Promise<Tenant> {
  const tenant = await world.addTenant(name)
  const update = 'mutation ($input: UpdateUserpoolInput!) { updateUserpool(input: $input) { id } }'
  accepted(await graphql(world.origin, update, { input }, { tenant, token: await managementToken(world, tenant) }))
  return tenant
}

const verify = (token: string, totp: string, tenant: Tenant) =>
  rest(world.origin, 'POST', '/api/v2/mfa/totp/verify', { totp }, { tenant, token })

/** Five digits more than a code has: wrong whatever the time. */
const wrong = '00000000000'

suite('the tries at a second factor', () => {
  test('are used up for tickets that were bought before, the right code included', async () => {
    const tenant = await tenantWith('guesses-in-store', off)
    const person = await personWithApp(world, tenant)
    const tickets: string[] = []
    for (let bought = 0; bought < 4; bought++) tickets.push(tokenOf(await signIn(world, person, { tenant })))
    const [first = '', second = '', third = '', fourth = ''] = tickets
    for (const ticket of [first, second])
      for (let tries = 0; tries < 5; tries++) refused(await verify(ticket, wrong, tenant), 6001)
    refused(await verify(third, codeOf(world, person.app), tenant), 2005)
    const body = { recoveryCode: person.app.recoveryCode }
    refused(await rest(world.origin, 'POST', '/api/v2/mfa/totp/recovery', body, { tenant, token: fourth }), 2005)
    world.passSeconds(3601)
    const late = tokenOf(await signIn(world, person, { tenant }))
    accepted(await verify(late, codeOf(world, person.app), tenant))
  })

  test('are used up by wrong passwords too, where those lock the account', async () => {
    const locking = { loginPasswordFailCheck: { enabled: true, limit: 3, timeInterval: 300 } }
    const tenant = await tenantWith('guesses-at-both', { ...locking, loginFailCheck: { enabled: false } })
    const person = await personWithApp(world, tenant)
    const ticket = tokenOf(await signIn(world, person, { tenant }))
    for (let tries = 0; tries < 3; tries++)
      refused(await signIn(world, { ...person, password: 'not the password' }, { tenant }), 2006)
    refused(await verify(ticket, codeOf(world, person.app), tenant), 2005)
  })

  test('on one ticket are five, however many come at once', async () => {
    const tenant = await tenantWith('guesses-at-once', off)
    const person = await personWithApp(world, tenant)
    const ticket = tokenOf(await signIn(world, person, { tenant }))
    const answers = await Promise.all(Array.from({ length: 40 }, () => verify(ticket, wrong, tenant)))
    const answered = answers.filter(({ code }) => code === 6001)
    assert.equal(answered.length, 5)
    refused(await verify(ticket, codeOf(world, person.app), tenant), 2206)
  })

  test('are five for a right code among them, whenever it comes', async () => {
    const tenant = await tenantWith('right-among-guesses', off)
    for (let round = 0; round < 5; round++) {
      const person = await personWithApp(world, tenant)
      const ticket = tokenOf(await signIn(world, person, { tenant }))
      const right = codeOf(world, person.app)
      const sent = Array.from({ length: 40 }, (_, index) => verify(ticket, index === 39 ? right : wrong, tenant))
      const codes = (await Promise.all(sent)).map(({ code }) => code)
      const before = codes.filter((code) => code === 6001).length
      assert.ok(codes[39] !== 200 || before < 5, `let in after ${before} wrong ones`)
    }
  })
})

test('of many who show one recovery code at once one gets in, and only the successor is good then', async () => {
  const tenant = await tenantWith('recovery-at-once', off)
  const person = await personWithApp(world, tenant)
  const tickets: string[] = []
  for (let bought = 0; bought < 5; bought++) tickets.push(tokenOf(await signIn(world, person, { tenant })))
  const recover = (recoveryCode: string, token: string) =>
    rest(world.origin, 'POST', '/api/v2/mfa/totp/recovery', { recoveryCode }, { tenant, token })
  const answers = await Promise.all(tickets.map((ticket) => recover(person.app.recoveryCode, ticket)))
  const [won, ...others] = answers.sort((one, other) => one.code - other.code)
  const { recoveryCode } = accepted<{ recoveryCode: string }>(won ?? assert.fail('nobody got in'))
  for (const outcome of others) refused(outcome, 6002)
  const next = tokenOf(await signIn(world, person, { tenant }))
  refused(await recover(person.app.recoveryCode, next), 6002)
  accepted(await recover(recoveryCode, next))
})

test('a recovery code stays good when a new password comes first, which the answer is enough for', async () => {
  const tenant = await tenantWith('recovery-then-renewal', off)
  const person = await personWithApp(world, tenant)
  const speaking = { tenant, token: await managementToken(world, tenant) }
  accepted(await send(world, 'updateUser', { id: person.id, input: { resetPasswordOnNextLogin: true } }, speaking))
  const recover = (token: string) =>
    rest(
      world.origin,
      'POST',
      '/api/v2/mfa/totp/recovery',
      { recoveryCode: person.app.recoveryCode },
      { tenant, token },
    )
  const asked = await recover(tokenOf(await signIn(world, person, { tenant })))
  refused(asked, 2058)
  const { token } = asked.data as { token: string }
  const renew =
    'mutation ($token: String!, $oldPassword: String!, $newPassword: String!) { resetPasswordByForceResetToken(token: $token, oldPassword: $oldPassword, newPassword: $newPassword) { code } }'
  const [oldPassword, newPassword] = [sealed(world, person.password), sealed(world, 'another horse')]
  accepted(await graphql(world.origin, renew, { token, oldPassword, newPassword }, { tenant }))
  const renewed = tokenOf(await signIn(world, { ...person, password: 'another horse' }, { tenant }))
  accepted(await recover(renewed))
})
