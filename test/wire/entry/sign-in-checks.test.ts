// The table of checks by ways to sign in says what the one maker of sessions does: each check is made to bite, and each way walked.
import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { isDeclined, Refusal } from '@menshen/contract/errors'
import { type Check, closedBy, standsBefore, type Way, ways } from '#domain/entry/sign-in/checks.ts'
import { type Opening, openSession } from '#domain/entry/sign-in/open.ts'
import { updateUser } from '#domain/people/user/user-store.ts'
import { nothingToPrepare, type QuietVerb } from '#domain/shape/verb.ts'
import type { PoolSettings, UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { managementToken, type Person, registerPerson } from '../../kit/people.ts'
import { accepted, rest } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

/** Undoes what the attempt wrote. */
class Undone extends Error {
  readonly code: number

  constructor(code: number) {
    super('undone')
    this.code = code
  }
}

let world: World
let person: Person
let deviceId: string

before(async () => {
  world = await newWorld()
  person = await registerPerson(world)
  const speaking = { tenant: world.tenant, token: await managementToken(world) }
  const path = `/api/v3/get-user-devices?userId=${person.id}`
  const page = { modelId: 'device', page: 1, limit: 50 }
  const [device] = accepted<{ list: { id: string }[] }>(await rest(world.origin, 'POST', path, page, speaking)).list
  deviceId = device?.id ?? assert.fail('a registration makes a device known')
})

interface Walk {
  settings?: Partial<PoolSettings>
  person?: Parameters<typeof updateUser>[3]
  opening?: Partial<Opening>
}

/** What opening a session by this way comes to, in the tenant as it is but for these settings; nothing of it stays. */
async function attempt(way: Way, { settings = {}, person: changes, opening = {} }: Walk): Promise<number> {
  const { domain } = world.app
  const verb: QuietVerb<null, never> = {
    name: 'test.attempt',
    admits: 'anyone',
    quiet: 'it is undone',
    prepare: nothingToPrepare,
    async run(context) {
      const { pool, now, tx } = context
      if (changes) await updateUser(tx, pool.id, person.id, changes, now)
      const opened = await openSession(context, person, { way, kind: 'token', methods: ['password'], ...opening })
      throw new Undone(isDeclined(opened) ? opened.declined.code : 200)
    },
  }
  const { pool, application } = world.tenant
  const current = (await domain.ports.cached.pool(pool.id)) ?? pool
  const changed: UserPool = { ...current, settings: { ...current.settings, ...settings } }
  const client = { ip: '127.0.0.1', userAgent: null }
  const requestContext = {
    pool: changed,
    application,
    caller: { kind: 'anonymous' },
    client,
    origin: world.origin,
  } as const
  return domain.callAt(verb, requestContext, null).catch((error: unknown) => {
    if (error instanceof Undone || error instanceof Refusal) return error.code
    throw error
  })
}

const names = Object.keys(ways) as Way[]

/** Makes a check bite, and says with what. */
const biting: Partial<Record<Check, { walk: () => Walk; code: number }>> = {
  email: {
    walk: () => ({ settings: { loginRequireEmailVerified: true }, person: { email: 'checks@example.com' } }),
    code: 2042,
  },
  factor: {
    walk: () => ({ settings: { mfa: { policy: 'required', factors: ['totp'] } as PoolSettings['mfa'] } }),
    code: 1636,
  },
  renewal: { walk: () => ({ person: { resetPasswordOnFirstLogin: true } }), code: 1639 },
  quota: { walk: () => ({ settings: { monthlyLoginQuota: 0 } }), code: 2002 },
}

suite('the maker of sessions', () => {
  test('lets everybody in by every way where nothing stands before it', async () => {
    for (const way of names) assert.equal(await attempt(way, {}), 200, way)
  })

  for (const [check, { walk, code }] of Object.entries(biting))
    test(`asks for ${check} where the table says so, and nowhere else`, async () => {
      for (const way of names) {
        const expected = standsBefore(way, check as Check) ? code : 200
        assert.equal(await attempt(way, walk()), expected, way)
      }
    })

  test('turns a locked device away where the table says so, and nowhere else', async () => {
    const speaking = { tenant: world.tenant, token: await managementToken(world) }
    accepted(await rest(world.origin, 'POST', '/api/v3/disable-device', { id: deviceId }, speaking))
    for (const way of names)
      assert.equal(await attempt(way, { opening: { deviceId } }), standsBefore(way, 'device') ? 1001 : 200, way)
  })
})

test('each way that an application can close says by which of its settings', () => {
  const settings = new Set(Object.keys(world.tenant.application.settings))
  for (const way of names) assert.equal(way in closedBy, standsBefore(way, 'closed'), way)
  for (const setting of Object.values(closedBy).flat()) assert.ok(settings.has(setting), setting)
})
