// Everything that is kept about a person goes with them when they take it along, and is gone when they leave. What there is, the
// database says: whatever table names somebody who has one of everything.
import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { send } from '../../kit/people.ts'
import { accepted, refused, rest } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'
import { type Furnished, furnish } from '../../walls/furnish.ts'
import { markOf } from '../../walls/mark.ts'

/** Each table that names people, and where its part stands in an export; null where it has none, for the reason beside it. */
const parts: Record<string, string | null> = {
  user_account: 'profile',
  user_identity: 'profile.identities',
  user_password: 'password',
  custom_value: 'customData',
  totp_authenticator: 'secondFactors',
  passkey: 'passkeys',
  role_user: 'roles',
  group_member: 'groups',
  department_member: 'departments',
  tenant_member: 'tenants',
  post_member: 'posts',
  principal_authentication: 'principalAuthentication',
  session: 'sessions',
  device: 'devices',
  login_record: 'loginHistory',
  consent: 'consents',
  application_user: 'applications',
  sub_account: 'subAccounts',
  stored_file: 'files',
  audit_record: 'activity',
  // What administrators have decided about them.
  policy_assignment: null,
  resource_grant: null,
  application_access: null,
  // That they were there this month: for the quota, and nothing else is in it.
  active_user: null,
  // Passes within minutes, or stands in the log a moment later.
  qr_code: null,
  mfa_ticket: null,
  totp_enrolment: null,
  verification_ticket: null,
  mobile_sso_session: null,
  oidc_artifact: null,
  event_outbox: null,
  // What another account was before the two were made one: sealed, and gone in seven days.
  account_linking: null,
  // Nothing but secrets.
  former_password: null,
}

/**
 * What stays after somebody left: the log of what was done, a head in a count, files until they are swept, tickets, which open
 * nothing any more, until they are over, and for seven days an account that was linked to theirs: a thief who took it by linking would
 * otherwise end it by leaving.
 */
const outlasting = [
  'account_linking',
  'active_user',
  'audit_record',
  'event_outbox',
  'stored_file',
  'verification_ticket',
]

let world: World
let furnished: Furnished
before(async () => {
  world = await newWorld()
  furnished = await furnish(world, 'traces')
  const { person, tenant, more } = furnished
  const speaking = { tenant, token: person.token }
  const [random] = more.random ?? []
  accepted(await rest(world.origin, 'POST', '/api/v2/qrcode/scanned', { random }, speaking))
})

/** The tables in which a text stands. */
async function tablesWith(text: string): Promise<string[]> {
  const { pool } = world.database
  const { rows } = await pool.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
  )
  const found: string[] = []
  for (const { name } of rows) {
    const { rowCount } = await pool.query(`SELECT FROM "${name}" AS line WHERE line::text LIKE $1 LIMIT 1`, [
      `%${text}%`,
    ])
    if (rowCount) found.push(name)
  }
  return found.sort()
}

suite('what is kept about somebody', () => {
  test('is known, table by table', async () => {
    const unknown = (await tablesWith(furnished.person.id)).filter((table) => !(table in parts))
    assert.deepEqual(
      unknown,
      [],
      'a table names people: say where it stands in an export, and what a deletion does to it',
    )
  })

  test('is taken along', async () => {
    const { person, tenant } = furnished
    const speaking = { tenant, token: person.token }
    const path = '/api/v2/users/me/export'
    const taken = accepted<Record<string, unknown>>(await rest(world.origin, 'GET', path, undefined, speaking))
    for (const table of await tablesWith(person.id)) {
      const part = parts[table]
      if (!part) continue
      const value = part.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown>)?.[name], taken)
      assert.ok(value && (!Array.isArray(value) || value.length > 0), `${part} is empty, and ${table} is not`)
    }
    const text = JSON.stringify(taken)
    for (const secret of ['argon2', 'hash', 'secret', 'sealed']) assert.ok(!text.includes(secret), secret)
    const [consent] = taken.consents as { applicationId: string; scopes: string[]; givenAt: string }[]
    assert.equal(consent?.applicationId, tenant.application.id)
    assert.equal(consent?.scopes[0], 'openid')
    assert.ok(Date.parse(consent?.givenAt ?? ''))
  })

  test('is nobody else’s to take', async () => {
    const { tenant, manager } = furnished
    const path = '/api/v2/users/me/export'
    refused(await rest(world.origin, 'GET', path, undefined, { tenant }), 2020)
    refused(await rest(world.origin, 'GET', path, undefined, { tenant, token: manager }), 1001)
  })

  test('is gone when they have left, and their identifiers are anybody’s', async () => {
    const { person, tenant, manager } = furnished
    const mine = await tablesWith(person.id)
    const sayings = ['mail', 'nickname', 'company', 'value', 'github', 'passkey', 'device', 'sub', 'external', 'shared']
    assert.ok(mine.length > 20, `the person has left traces: ${mine.join(', ')}`)
    const leave = await rest(world.origin, 'DELETE', '/api/v2/users/delete', undefined, { tenant, token: person.token })
    accepted(leave)
    const left = await tablesWith(person.id)
    assert.deepEqual(
      left.filter((table) => !outlasting.includes(table)),
      [],
    )
    // The log of mails, and links that were mailed, which both come to their end.
    for (const what of sayings)
      for (const table of await tablesWith(markOf('traces', what)))
        assert.ok(['message', 'verification_ticket'].includes(table), `${table} still says ${what}`)
    const { rows } = await world.database.pool.query(
      "SELECT FROM stored_file WHERE owner_id = $1 AND (delete_after IS NULL OR delete_after > now() + interval '1 day')",
      [person.id],
    )
    assert.deepEqual(rows, [])
    refused(await send(world, 'user', {}, { tenant, token: person.token }), 2206)
    const { id } = accepted<{ id: string }>(
      await send(world, 'createUser', { userInfo: { username: person.username } }, { tenant, token: manager }),
    )
    assert.notEqual(id, person.id)
  })
})
