import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { say } from '@menshen/contract/errors'
import { type Admission, leastStrength } from '#domain/shape/caller.ts'
import type { MfaSettings } from '#domain/tenancy/mfa/settings.ts'
import { managementToken, type Person, registerPerson, send } from '../kit/people.ts'
import { addApplication, type Tenant } from '../kit/tenant.ts'
import { accepted } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'
import { callback } from '../oidc/house.ts'
import { ownChecks } from './known.ts'
import { compose, type Operation } from './operation.ts'
import { allOperations } from './operations.ts'
import { plainValue } from './plain-values.ts'
import { speak } from './speak.ts'
import { tokensFrom } from './tokens.ts'

const operations = (await allOperations(plainValue)).filter(({ name }) => !(name in ownChecks))

/** For people, by what a session must be good for. An operation with two verbs is as strict as the stricter. */
const forPeople = operations.filter(({ admits }) => [...admits].some((admission) => admission.includes('user')))
const admissionsOf = ({ admits }: Operation) => [...admits].filter((one: Admission) => one.includes('user'))

let world: World
let manager: string
let person: Person
let tenant: Tenant
let accessToken: string
let counter = 0

before(async () => {
  world = await newWorld()
  manager = await managementToken(world)
  const shop = { identifier: 'a-shop', redirectUris: [callback] }
  tenant = { ...world.tenant, application: await addApplication(world.app.domain, world.tenant.pool, shop) }
  person = await registerPerson(world, { tenant })
  accessToken = (await tokensFrom(world, tenant.application, person, 'profile')).access_token
})

/** A session of the person that was opened in these ways, so many seconds ago. */
async function sessionOf(methods: string[], secondsAgo = 0): Promise<string> {
  const given = await send(world, 'refreshToken', { id: person.id }, { tenant, token: manager })
  const { token } = accepted<{ token: string }>(given)
  const { sid } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  const change =
    'UPDATE session SET methods = $2, created_at = created_at - make_interval(secs => $3), proven_at = proven_at - make_interval(secs => $3) WHERE id = $1'
  assert.equal((await world.database.pool.query(change, [sid, methods, secondsAgo])).rowCount, 1)
  return token
}

/** What is no sign-in to the account itself. */
const borrowed: Record<string, () => Promise<string> | string> = {
  'a sub-account’s': () => sessionOf(['sub-account']),
  'a sub-account’s with a second factor': () => sessionOf(['sub-account', 'totp']),
  'by a scanned code': () => sessionOf(['qr']),
  unrecorded: () => sessionOf(['unrecorded']),
  'an administrator’s': () => sessionOf([]),
  'an access token without the scope openid': () => accessToken,
}

const sentence = { borrowed: say(1001, 'en-US', { variant: 'borrowed' }), stale: say(6127, 'en-US') }

async function ask(operation: Operation, token: string, { application } = tenant) {
  const headers = { 'x-authing-app-id': application.id, authorization: `Bearer ${token}` }
  const needed = operation.fields.filter(({ required }) => required)
  const short = await speak(world.origin, operation, compose(needed, plainValue), headers)
  if (![400, 2231].includes(short.code)) return short
  return speak(world.origin, operation, compose(operation.fields, plainValue), headers)
}

const isBorrowed = (text: string) => text.includes(sentence.borrowed)
const isStale = (text: string) => text.includes(sentence.stale)

test('every operation for people says what kind of session it takes', () => {
  const silent = forPeople.filter((operation) =>
    admissionsOf(operation).some((admission) => !/^(any|full|proven|fresh) user/.test(admission)),
  )
  assert.deepEqual(silent, [])
  for (const kind of ['any', 'full', 'proven', 'fresh'])
    assert.ok(
      forPeople.some((operation) => admissionsOf(operation).some((admission) => admission.startsWith(kind))),
      kind,
    )
})

describe('a borrowed session', () => {
  for (const operation of forPeople) {
    const least = admissionsOf(operation).map(leastStrength)
    const admitted = least.every((strength) => strength === 'borrowed')
    // What turns a token into another must not turn an access token into more.
    if (/refresh-?token/i.test(operation.name)) continue
    test(`${operation.name}: ${admitted ? 'let in' : 'kept out'}`, async () => {
      const wrong = []
      for (const [kind, open] of Object.entries(borrowed)) {
        const { code, text } = await ask(operation, await open())
        if (isBorrowed(text) !== !admitted || isStale(text)) wrong.push(`${kind}: ${code} ${text.slice(0, 100)}`)
      }
      assert.deepEqual(wrong, [])
    })
  }
})

describe('a session of a while ago', () => {
  for (const operation of forPeople) {
    const least = admissionsOf(operation).map(leastStrength)
    const needsFresh = least.includes('fresh')
    const isProven = admissionsOf(operation).some((admission) => admission.startsWith('proven'))
    test(`${operation.name}: ${needsFresh ? 'kept out' : isProven ? 'asked for proof' : 'let in'}`, async () => {
      const { code, text } = await ask(operation, await sessionOf(['password'], 301))
      assert.ok(!isBorrowed(text), text)
      if (needsFresh) assert.ok(isStale(text), `${code} ${text.slice(0, 200)}`)
      if (!needsFresh && !isProven) assert.ok(!isStale(text), text)
    })
  }
})

describe('a session of a moment ago', () => {
  for (const operation of forPeople)
    test(operation.name, async () => {
      // By an administrator: so many do not register from one address.
      const username = `somebody-${++counter}`
      const made = await send(world, 'createUser', { userInfo: { username } }, { tenant, token: manager })
      person = { ...person, ...accepted<{ id: string }>(made), username }
      const { text } = await ask(operation, await sessionOf(['password']))
      assert.ok(!isBorrowed(text) && !isStale(text), text.slice(0, 200))
    })
})

describe('a session of a password alone, where another application demands a factor', () => {
  let guarded: Tenant
  before(async () => {
    guarded = await world.addTenant('guarded')
    const mfa: MfaSettings = { policy: 'required', factors: ['email'] }
    await addApplication(world.app.domain, guarded.pool, { identifier: 'guarded-bank', settings: { mfa } })
  })

  /** What takes nothing from who has nothing set up, or changes no more than how somebody is called. */
  const harmless = [
    'Mutation.changeMfa',
    'DELETE /api/v2/mfa/totp/associate',
    'POST /api/v2/users/profile/update',
    'POST /api/v3/update-profile',
  ]
  const grave = forPeople.filter((operation) => admissionsOf(operation).some((one) => /^(proven|fresh)/.test(one)))
  for (const operation of grave)
    test(`${operation.name} does not give the account away`, async () => {
      const { id, token } = await registerPerson(world, { tenant: guarded })
      await world.database.pool.query('UPDATE user_account SET email = $2 WHERE id = $1', [id, `${id}@example.com`])
      const { code, text } = await ask(operation, token, guarded)
      assert.equal(code === 200, harmless.includes(operation.name), `${code} ${text.slice(0, 200)}`)
    })
})
