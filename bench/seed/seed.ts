import pg from 'pg'
import { copyRows } from './copy.ts'
import { personOf } from './person.ts'

export interface Seeding {
  /** The pool that gets nearly everybody. */
  userPoolId: string
  users: number
  /** Others beside it, with a few people each. */
  pools: number
  policies: number
}

/** Times of the years 2021 to 2025, in the order of `at`. */
const start = Date.parse('2021-01-01')

/** 24 digits like those of the server, in the order of `at`, and never one of the server's. */
export function seededId(at: number): string {
  return `5eed${at.toString(16).padStart(20, '0')}`
}

/**
 * Fills a migrated database through COPY: people, and in the large pool roles, groups and a tree of departments, of each of
 * which the first has a tenth of the people, and policies. The index of the search is made again afterwards, which takes a tenth of the time.
 */
export async function seed(connection: pg.ClientConfig, seeding: Seeding): Promise<void> {
  const client = new pg.Client({ ...connection, statement_timeout: 0 })
  await client.connect()
  try {
    await client.query("SET maintenance_work_mem = '512MB'; SET synchronous_commit = off")
    const search = "SELECT indexdef FROM pg_indexes WHERE indexname = 'user_account_search'"
    const { rows } = await client.query<{ indexdef: string }>(search)
    await client.query('DROP INDEX IF EXISTS user_account_search')
    await seedPeople(client, seeding)
    await seedStructure(client, seeding)
    await seedPolicies(client, seeding)
    await client.query(rows[0]?.indexdef ?? '')
    await client.query('ALTER INDEX user_account_search ALTER COLUMN 1 SET STATISTICS 0')
    await client.query('VACUUM ANALYZE')
  } finally {
    await client.end()
  }
}

const account = ['user_pool_id', 'id', 'username', 'username_key', 'email', 'email_key', 'phone', 'external_id']

async function seedPeople(client: pg.Client, { userPoolId, users, pools }: Seeding): Promise<void> {
  const others = Array.from({ length: pools }, (_, at) => `${seededId(at)}`)
  const columns = ['id', 'name', 'domain', 'secret_sealed', 'jwt_secret_sealed']
  await copyRows(
    client,
    'user_pool',
    columns,
    others.map((id) => [id, id, id, '', '']),
  )
  // A tenth of all people live in the small pools.
  const poolOf = (at: number) => (at % 10 === 0 ? (others[(at / 10) % pools] ?? userPoolId) : userPoolId)
  const rows = (function* () {
    for (let at = 0; at < users; at++) {
      const { username, email, phone, profile } = personOf(at)
      const joined = new Date(start + at * 120_000)
      yield [poolOf(at), seededId(at), username, username, email, email, phone, `ext-${at}`, profile, joined, joined]
    }
  })()
  await copyRows(client, 'user_account', [...account, 'profile', 'created_at', 'updated_at'], rows)
}

/** Everything in the large pool, made in the database out of its people. */
async function seedStructure(client: pg.Client, { userPoolId }: Seeding): Promise<void> {
  const people = `(SELECT id, row_number() OVER (ORDER BY id) AS n FROM user_account WHERE user_pool_id = '${userPoolId}' AND id < '5eee') AS person`
  await client.query(`
    INSERT INTO role (user_pool_id, id, namespace, code) SELECT '${userPoolId}', 'seed' || n, 'default', 'seed' || n FROM generate_series(0, 99) AS n;
    INSERT INTO role_user (user_pool_id, role_id, user_id) SELECT '${userPoolId}', 'seed0', id FROM ${people} WHERE n % 10 = 0;
    INSERT INTO role_user (user_pool_id, role_id, user_id) SELECT '${userPoolId}', 'seed' || 1 + n % 99, id FROM ${people};
    INSERT INTO user_group (user_pool_id, id, code, name) SELECT '${userPoolId}', 'seed' || n, 'seed' || n, 'seed' FROM generate_series(0, 99) AS n;
    INSERT INTO group_member (user_pool_id, group_id, user_id) SELECT '${userPoolId}', 'seed0', id FROM ${people} WHERE n % 10 = 0;
    INSERT INTO group_member (user_pool_id, group_id, user_id) SELECT '${userPoolId}', 'seed' || 1 + n % 99, id FROM ${people};
    INSERT INTO organisation (user_pool_id, id) VALUES ('${userPoolId}', 'seed');
    INSERT INTO department (user_pool_id, id, organisation_id, path, name) VALUES ('${userPoolId}', 'seed', 'seed', '/seed/', 'seed');
    INSERT INTO department (user_pool_id, id, organisation_id, parent_id, path, name)
    SELECT '${userPoolId}', 'seed' || n, 'seed', 'seed', '/seed/seed' || n || '/', 'seed' || n FROM generate_series(0, 999) AS n;
    INSERT INTO department_member (user_pool_id, department_id, user_id) SELECT '${userPoolId}', 'seed0', id FROM ${people} WHERE n % 10 = 0;
    INSERT INTO department_member (user_pool_id, department_id, user_id) SELECT '${userPoolId}', 'seed' || 1 + n % 999, id FROM ${people} WHERE n % 2 = 0`)
}

async function seedPolicies(client: pg.Client, { userPoolId, policies }: Seeding): Promise<void> {
  await client.query(`
    INSERT INTO policy (user_pool_id, id, namespace, code)
    SELECT '${userPoolId}', 'seed' || n, 'default', 'seed' || n FROM generate_series(1, ${policies}) AS n;
    INSERT INTO policy_statement (user_pool_id, policy_id, position, namespace, resource, actions, allows)
    SELECT '${userPoolId}', 'seed' || n, 0, 'default', 'book:' || n, '{book:read}', true FROM generate_series(1, ${policies}) AS n;
    INSERT INTO policy_assignment (user_pool_id, policy_id, target_type, target_id)
    SELECT '${userPoolId}', 'seed' || n, 'ROLE', 'seed' || n % 100 FROM generate_series(1, ${policies}) AS n`)
}
