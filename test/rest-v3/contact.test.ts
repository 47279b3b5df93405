import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { codesIn } from '../kit/codes.ts'
import { setPool } from '../kit/entry.ts'
import { freshEmail, freshPhone, otherThan } from '../kit/fresh.ts'
import { isSignedIn, managementToken, sealed, send, signedInAs } from '../kit/people.ts'
import { openPost } from '../kit/post.ts'
import { addApplication } from '../kit/tenant.ts'
import { ok, refusedAs, v3In } from '../kit/v3.ts'
import { accepted } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let post: Awaited<ReturnType<typeof openPost>>
let manager: string

before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
  manager = await managementToken(world)
  await mayChangeFresh(true)
})

const mayChangeFresh = (may: boolean) =>
  setPool(world, { changeEmailStrategy: { verifyOldEmail: !may }, changePhoneStrategy: { verifyOldPhone: !may } })

const v3 = v3In(
  () => world,
  () => ({ tenant: world.tenant }),
)
const { mailCode, textCode } = codesIn(
  () => world,
  () => post,
)

interface Self {
  email: string | null
  emailVerified: boolean
  phone: string | null
}

async function addPerson(identifiers: { email?: string; phone?: string; username?: string }) {
  const userInfo = { ...identifiers, password: sealed(world, 'correct horse') }
  const { id } = accepted<{ id: string }>(await send(world, 'createUser', { userInfo }, { token: manager }))
  return { id, again: () => signedInAs(world, id) }
}

const self = async (token: string) => ok<Self>(await v3('GET get-profile', undefined, { token }))

/** Each change, by the names that the requests have for what it is about. */
const kinds = {
  email: {
    verify: 'POST verify-update-email-request',
    finish: 'POST update-email',
    token: 'updateEmailToken',
    fresh: freshEmail,
    code: (address: string) => mailCode(address, 'CHANGE_EMAIL'),
    body: (next: string, code: string, old?: string, oldCode?: string) => ({
      verifyMethod: 'EMAIL_PASSCODE',
      emailPassCodePayload: { newEmail: next, newEmailPassCode: code, oldEmail: old, oldEmailPassCode: oldCode },
    }),
    unchanged: 2229,
    taken: 2200,
    mismatch: 2037,
  },
  phone: {
    verify: 'POST verify-update-phone-request',
    finish: 'POST update-phone',
    token: 'updatePhoneToken',
    fresh: freshPhone,
    code: (address: string) => textCode(address, 'SCENE_TYPE_BIND'),
    body: (next: string, code: string, old?: string, oldCode?: string) => ({
      verifyMethod: 'PHONE_PASSCODE',
      phonePassCodePayload: {
        newPhoneNumber: next,
        newPhonePassCode: code,
        newPhoneCountryCode: '+86',
        oldPhoneNumber: old,
        oldPhonePassCode: oldCode,
      },
    }),
    unchanged: 2230,
    taken: 2035,
    mismatch: 2038,
  },
} as const

for (const kind of ['email', 'phone'] as const) {
  const { verify, finish, token: named, fresh, code, body, unchanged, taken, mismatch } = kinds[kind]

  describe(`an address of ${kind} changes in two steps`, () => {
    async function begun(next = fresh()) {
      const old = fresh()
      const person = await addPerson({ [kind]: old, username: `name-of-${old.replace(/\W/g, '-')}` })
      const sent = await code(next)
      const token = await person.again()
      const answer = ok<Record<string, string | number>>(await v3(verify, body(next, sent), { token }))
      assert.deepEqual(Object.keys(answer), [named, 'tokenExpiresIn'])
      assert.equal(answer.tokenExpiresIn, 300)
      return { ...person, old, next, sent, token, step: { [named]: String(answer[named]) } }
    }

    test('once, with the codes used up in the first step, and the other sessions over', async () => {
      const { again, old, next, sent, token, step } = await begun()
      const other = await again()
      assert.equal((await self(token))[kind], old)
      refusedAs(await v3(verify, body(next, sent), { token }), 400, 2001)
      const both = await Promise.all([v3(finish, step, { token }), v3(finish, step, { token })])
      assert.deepEqual(both.map(({ statusCode }) => statusCode).sort(), [200, 400])
      assert.equal((await self(token))[kind], next)
      assert.deepEqual([await isSignedIn(world, token), await isSignedIn(world, other)], [true, false])
      if (kind === 'email') assert.ok((await post.mailbox.next(old)).subject)
      refusedAs(await v3(finish, step, { token }), 400, 400)
    })

    test('by the codes of both, without a fresh sign-in', async () => {
      const [old, next] = [fresh(), fresh()]
      const { again } = await addPerson({ [kind]: old })
      const token = await again()
      const [oldCode, newCode] = [await code(old), await code(next)]
      world.passSeconds(301 - 122)
      refusedAs(await v3(verify, body(next, newCode), { token }), 403, 6127)
      refusedAs(await v3(verify, body(next, newCode, fresh(), oldCode), { token }), 400, mismatch)
      refusedAs(await v3(verify, body(next, otherThan(newCode), old, oldCode), { token }), 400, 2001)
      const answer = ok<Record<string, string>>(await v3(verify, body(next, newCode, old, oldCode), { token }))
      ok(await v3(finish, { [named]: answer[named] }, { token }))
      assert.equal((await self(token))[kind], next)
    })

    test('in the session that has begun, by its person, in time and for that purpose', async () => {
      const { again, old, next, token, step } = await begun()
      const stranger = await (await addPerson({ username: `stranger-to-${kind}` })).again()
      for (const other of [stranger, await again()]) refusedAs(await v3(finish, step, { token: other }), 400, 400)
      const other = kinds[kind === 'email' ? 'phone' : 'email']
      refusedAs(await v3(other.finish, { [other.token]: step[named] }, { token }), 400, 400)
      refusedAs(await v3('POST delete-account', { deleteAccountToken: step[named] }, { token }), 400, 400)
      refusedAs(await v3(finish, { [named]: 'x\0y' }, { token }), 400, 400)
      refusedAs(await v3(finish, {}, { token }), 400, 2231)
      refusedAs(await v3(finish, step), 401, 2020)
      world.passSeconds(301)
      refusedAs(await v3(finish, step, { token }), 400, 400)
      assert.deepEqual([(await self(token))[kind], next !== old], [old, true])
    })

    test('and not over an address that has changed meanwhile, or that somebody else has', async () => {
      const next = fresh()
      const first = await begun(next)
      const later = fresh()
      const sent = await code(later)
      const change = body(later, sent, undefined, undefined)
      const second = ok<Record<string, string>>(await v3(verify, change, { token: first.token }))
      ok(await v3(finish, { [named]: second[named] }, { token: first.token }))
      refusedAs(await v3(finish, first.step, { token: first.token }), 400, 400)
      const claimed = await begun()
      const again = await code(later)
      refusedAs(await v3(verify, body(later, again), { token: claimed.token }), 409, taken)
      refusedAs(await v3(verify, body(claimed.old, again), { token: claimed.token }), 400, unchanged)
      await addPerson({ [kind]: claimed.next })
      await world.database.pool.query(`UPDATE user_account SET ${kind}_verified = true WHERE ${kind} = $1`, [
        claimed.next,
      ])
      refusedAs(await v3(finish, claimed.step, claimed), 409, taken)
      assert.equal((await self(claimed.token))[kind], claimed.old)
    })
  })
}

test('a pool may want the present address proven in any case', async () => {
  await mayChangeFresh(false)
  const next = freshEmail()
  const { again } = await addPerson({ email: freshEmail() })
  const sent = await mailCode(next, 'CHANGE_EMAIL')
  const change = kinds.email.body(next, sent)
  refusedAs(await v3(kinds.email.verify, change, { token: await again() }), 400, 2227)
  await mayChangeFresh(true)
})

test('what the other method needs does not stand in for what this one needs', async () => {
  const token = await (await addPerson({ username: 'no-payload' })).again()
  const line = 'POST verify-update-email-request'
  refusedAs(await v3(line, { verifyMethod: 'EMAIL_PASSCODE' }, { token }), 400, 400)
  refusedAs(await v3(line, { verifyMethod: 'PHONE_PASSCODE', emailPassCodePayload: {} }, { token }), 400, 400)
  const payload = { newEmail: 'no address', newEmailPassCode: '123456' }
  refusedAs(await v3(line, { verifyMethod: 'EMAIL_PASSCODE', emailPassCodePayload: payload }, { token }), 400, 2204)
})

test('an address is bound by who has none, and unbound with a code or a fresh sign-in', async () => {
  const [email, phone] = [freshEmail(), freshPhone()]
  const { again } = await addPerson({ username: 'binder' })
  const codes = [await mailCode(email, 'EMAIL_BIND_VERIFY_CODE'), await textCode(phone, 'SCENE_TYPE_BIND')]
  const token = await again()
  refusedAs(await v3('POST bind-email', { email, passCode: otherThan(codes[0] ?? '') }, { token }), 400, 2001)
  ok(await v3('POST bind-email', { email, passCode: codes[0] }, { token }))
  ok(await v3('POST bind-phone', { phoneNumber: phone, phoneCountryCode: '+86', passCode: codes[1] }, { token }))
  const bound = await self(token)
  assert.deepEqual([bound.email, bound.emailVerified, bound.phone], [email, true, phone])
  refusedAs(await v3('POST bind-email', { email: freshEmail(), passCode: '123456' }, { token }), 409, 2200)
  refusedAs(await v3('POST bind-phone', { phoneNumber: 'none', passCode: '123456' }, { token }), 400, 2028)
  ok(await v3('POST unbind-phone', { passCode: null }, { token }))
  refusedAs(await v3('POST unbind-phone', {}, { token }), 404, 2216)
  world.passSeconds(301)
  refusedAs(await v3('POST unbind-email', {}, { token }), 403, 6127)
  ok(await v3('POST unbind-email', { passCode: await mailCode(email, 'EMAIL_UNBIND_VERIFY_CODE') }, { token }))
  assert.deepEqual([(await self(token)).email, (await self(token)).phone], [null, null])
})

test('where a factor is demanded, an address that can be one does not go without it', async () => {
  const email = freshEmail()
  const guarded = await world.addTenant('guarded')
  const settings = { mfa: { policy: 'required', factors: ['email'] } } as never
  await addApplication(world.app.domain, guarded.pool, { identifier: 'bank', settings })
  await setPool({ ...world, tenant: guarded }, { changeEmailStrategy: { verifyOldEmail: false } })
  const token = await managementToken(world, guarded)
  const userInfo = { email: freshEmail(), password: sealed(world, 'correct horse') }
  accepted(await send(world, 'createUser', { userInfo }, { token, tenant: guarded }))
  const sent = await mailCode(email, 'CHANGE_EMAIL', guarded)
  const input = { email: userInfo.email, password: sealed(world, 'correct horse') }
  const signedIn = accepted<{ token: string }>(await send(world, 'loginByEmail', { input }, { tenant: guarded }))
  const speaking = { tenant: guarded, token: signedIn.token }
  const change = kinds.email.body(email, sent)
  refusedAs(await v3('POST verify-update-email-request', change, speaking), 403, 6004)
  // The code is still good for who shows it.
  const shown = await mailCode(userInfo.email, 'CHANGE_EMAIL', guarded)
  const proven = kinds.email.body(email, sent, userInfo.email, shown)
  const { updateEmailToken } = ok<{ updateEmailToken: string }>(
    await v3('POST verify-update-email-request', proven, speaking),
  )
  ok(await v3('POST update-email', { updateEmailToken }, speaking))
})
