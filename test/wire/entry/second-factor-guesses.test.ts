// Somebody who has a password guesses at the second factor: with tickets kept in store, with everything sent at once, and with the
// right code in hand when the guesses are used up.
import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { actOnPage, openBrowser } from '../../kit/entry.ts'
import { managementToken, sealed, send } from '../../kit/people.ts'
import { codeIn, openPost } from '../../kit/post.ts'
import { codeOf, personWithApp, setMfa, signIn, tokenOf } from '../../kit/second-factor.ts'
import type { Tenant } from '../../kit/tenant.ts'
import { accepted, graphql, refused, rest } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let post: Awaited<ReturnType<typeof openPost>>
before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
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

suite('a code that was sent', () => {
  const factors = ['totp', 'sms', 'email'] as const
  let counter = 0

  /** A pool that asks everybody, and somebody with an app, an address and a number. */
  async function reachable(name: string, settings: object = off) {
    const tenant = await tenantWith(name, settings)
    const person = await personWithApp(world, tenant)
    const [email, phone] = [`${name}@example.com`, `136${String(10_000_000 + ++counter)}`]
    const input = { email, phone, emailVerified: true, phoneVerified: true }
    const token = await managementToken(world, tenant)
    accepted(await send(world, 'updateUser', { id: person.id, input }, { tenant, token }))
    await setMfa(world, { policy: 'required', factors: [...factors] }, tenant)
    return { tenant, person, email, phone }
  }

  type Reachable = Awaited<ReturnType<typeof reachable>>

  const ticketOf = async ({ person, tenant }: Reachable) => tokenOf(await signIn(world, person, { tenant }))

  async function textFor({ phone, tenant }: Reachable): Promise<string> {
    const body = { phone, scene: 'SCENE_TYPE_MFA_VERIFY' }
    accepted(await rest(world.origin, 'POST', '/api/v2/sms/send', body, { tenant }))
    return codeIn(post.phones.last(`+86${phone}`))
  }

  async function mailFor({ email, tenant }: Reachable): Promise<string> {
    const body = { email, scene: 'MFA_VERIFY_CODE' }
    accepted(await rest(world.origin, 'POST', '/api/v2/email/send', body, { tenant }))
    return codeIn(await post.mailbox.next(email))
  }

  const showText = ({ phone, tenant }: Reachable, token: string, code: string) =>
    rest(world.origin, 'POST', '/api/v2/applications/mfa/sms/verify', { phone, code }, { tenant, token })

  const otherThan = (code: string) => (code === '000000' ? '111111' : '000000')

  async function useUp(who: Reachable): Promise<void> {
    for (let bought = 0; bought < 2; bought++) {
      const ticket = await ticketOf(who)
      for (let tries = 0; tries < 5; tries++) refused(await verify(ticket, wrong, who.tenant), 6001)
    }
  }

  test('lets in on an unknown device when somebody has used the guesses at the app up, and is what is asked for then', async () => {
    const who = await reachable('sent-and-locked')
    await useUp(who)
    const asked = await signIn(world, who.person, { tenant: who.tenant })
    refused(asked, 1636)
    const { applicationMfa } = asked.data as { applicationMfa: { mfaPolicy: string }[] }
    assert.deepEqual(applicationMfa.map(({ mfaPolicy }) => mfaPolicy).sort(), ['EMAIL', 'SMS'])
    refused(await verify(tokenOf(asked), codeOf(world, who.person.app), who.tenant), 2005)
    accepted(await showText(who, await ticketOf(who), await textFor(who)))
    await useUp(who)
    const { email, tenant } = who
    const body = { email, code: await mailFor(who) }
    const token = await ticketOf(who)
    accepted(await rest(world.origin, 'POST', '/api/v2/applications/mfa/email/verify', body, { tenant, token }))
  })

  test('lets in at the sign-in page as well', async () => {
    const who = await reachable('sent-and-page')
    await useUp(who)
    const { tenant } = who
    const token = await managementToken(world, tenant)
    const application = `/api/v2/applications/${tenant.application.id}`
    const redirectUris = [`${world.origin}/welcome`]
    accepted(await rest(world.origin, 'PUT', application, { redirectUris }, { tenant, token }))
    const there = { ...world, tenant }
    const browser = openBrowser(there)
    const { username: account, password } = who.person
    const asked = await actOnPage(there, 'sign-in', { account, password }, {}, browser)
    refused(asked, 1636)
    const shown = { mfaToken: tokenOf(asked), kind: 'sms', code: await textFor(who) }
    accepted(await actOnPage(there, 'mfa-code', shown, {}, browser))
  })

  test('lets in while wrong passwords lock the account, and so does an app after a code that was the first half', async () => {
    const locking = { loginPasswordFailCheck: { enabled: true, limit: 3, timeInterval: 300 } }
    const who = await reachable('sent-and-passwords', { ...locking, loginFailCheck: { enabled: false } })
    const { tenant, person, phone } = who
    const lock = async () => {
      for (let tries = 0; tries < 3; tries++) await signIn(world, { ...person, password: 'not theirs' }, { tenant })
      refused(await signIn(world, person, { tenant }), 2005)
    }
    const ticket = await ticketOf(who)
    await lock()
    accepted(await showText(who, ticket, await textFor(who)))
    await lock()
    world.passSeconds(61)
    accepted(await rest(world.origin, 'POST', '/api/v2/sms/send', { phone, scene: 'SCENE_TYPE_LOGIN' }, { tenant }))
    const code = codeIn(post.phones.last(`+86${phone}`))
    await lock()
    // The code clears the windows of the password, so they fill up anew between the halves.
    const asked = await rest(world.origin, 'POST', '/api/v2/login/phone-code', { phone, code }, { tenant })
    await lock()
    accepted(await verify(tokenOf(asked), codeOf(world, person.app), tenant))
  })

  test('stands three guesses, over tickets bought before and all at once', async () => {
    const who = await reachable('sent-guesses')
    const tickets = await Promise.all(Array.from({ length: 8 }, () => ticketOf(who)))
    const code = await textFor(who)
    const sent = tickets.flatMap((ticket) => Array.from({ length: 4 }, () => showText(who, ticket, otherThan(code))))
    for (const outcome of await Promise.all(sent)) refused(outcome, 2001)
    refused(await showText(who, await ticketOf(who), code), 2001)
    accepted(await verify(await ticketOf(who), codeOf(world, who.person.app), who.tenant))
  })

  test('that nobody was sent is no guess at the account: its password stays as good as it was', async () => {
    const who = await reachable('sent-nothing', {})
    for (let bought = 0; bought < 2; bought++) {
      const ticket = await ticketOf(who)
      for (let tries = 0; tries < 5; tries++) refused(await showText(who, ticket, '000000'), 2001)
      refused(await showText(who, ticket, '000000'), 2206)
    }
    refused(await signIn(world, who.person, { tenant: who.tenant }), 1636)
  })

  test('that was right and comes late is no guess', async () => {
    const who = await reachable('sent-late', {})
    const { tenant } = who
    await setLifetime(tenant)
    for (let round = 0; round < 7; round++) {
      const code = await textFor(who)
      world.passSeconds(61)
      refused(await showText(who, await ticketOf(who), code), 2300)
    }
    accepted(await showText(who, await ticketOf(who), await textFor(who)))
  })

  async function setLifetime(tenant: Tenant): Promise<void> {
    const update = 'mutation ($input: UpdateUserpoolInput!) { updateUserpool(input: $input) { id } }'
    const token = await managementToken(world, tenant)
    accepted(await graphql(world.origin, update, { input: { verifyCodeLifetime: 30 } }, { tenant, token }))
  }
})
