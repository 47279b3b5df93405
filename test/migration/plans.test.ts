import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, suite, test } from 'node:test'
import { createLog } from '#platform/log.ts'
import { warnOfWaitingWork } from '#server/work/queue-depth.ts'
import { queueMissing } from '#server/work/schedule.ts'
import { sweepFloors } from '#server/work/throw-away.ts'
import { cleanUp } from '../kit/clean-up.ts'
import { managementToken, registerPerson } from '../kit/people.ts'
import { recordStatements } from '../kit/statements.ts'
import { addApplication } from '../kit/tenant.ts'
import { until } from '../kit/until.ts'
import { newWorld, type World } from '../kit/world.ts'
import { callback } from '../oidc/house.ts'
import { furnish } from '../walls/furnish.ts'
import { compose, type Operation } from '../walls/operation.ts'
import { allOperations, inOrder } from '../walls/operations.ts'
import { plainValue } from '../walls/plain-values.ts'
import { rowsOf, tablesOfPools } from '../walls/pool-rows.ts'
import { speak } from '../walls/speak.ts'
import { tokensFrom } from '../walls/tokens.ts'
import { fillingOf, kindOf, type Things, thingsIn } from '../walls/values.ts'
import { multiply } from './multiply.ts'

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  Plans?: Plan[]
}

function scannedWhole({ Plans = [], ...node }: Plan): string[] {
  const own = node['Node Type'] === 'Seq Scan' ? [node['Relation Name'] ?? ''] : []
  return [...own, ...Plans.flatMap(scannedWhole)]
}

suite('plans of statements', () => {
  let world: World
  let statements: Map<string, unknown[]>
  let small: string[]

  before(async () => {
    world = await newWorld()
    statements = recordStatements(world.database)
    await askEverything()
    await doJobs()
    // What tests of ours ask for is no business of the server's.
    for (const text of statements.keys()) if (text.includes('to_jsonb(t)')) statements.delete(text)
    // The first one is gone by now.
    await furnish(world, 'bravo')
    // A search for work would find it in what comes now.
    await world.app.close()
    const crowd = readFileSync(join(import.meta.dirname, 'crowd.sql'), 'utf8')
    await world.database.pool.query(
      `SET statement_timeout = 0; ${crowd.replaceAll(':pool', `'${world.tenant.pool.id}'`)}; SET statement_timeout = '10s'`,
    )
    small = await multiply(world.database.pool)
  })

  /** Every operation of the V2 doors by whom it admits, with the arguments it needs and with all it takes. */
  async function askEverything(): Promise<void> {
    const { tenant, person, more } = await furnish(world, 'alfa')
    const poolId = tenant.pool.id
    const things = thingsIn(await rowsOf(world, await tablesOfPools(world), poolId), poolId, more)
    const operations = inOrder(await allOperations(plainValue))
    const manager = await managementToken(world, tenant)
    const tokens: [string, string][] = [
      ['manager', manager],
      ['user', person.token],
    ]
    for (const operation of operations) {
      const admitted = [...operation.admits].join()
      for (const [kind, token] of tokens)
        if (admitted === '' || admitted === 'anyone' || admitted.includes(kind))
          await ask(operation, things, { authorization: `Bearer ${token}`, 'x-authing-app-id': tenant.application.id })
    }
  }

  async function ask(operation: Operation, things: Things, headers: Record<string, string>): Promise<void> {
    const { fields } = operation
    const short = fields.filter((field) => field.required || kindOf(field))
    for (const some of [short, fields])
      await speak(
        world.origin,
        operation,
        compose(some, (field) => fillingOf(field, things, 0, fields)),
        headers,
      )
  }

  /** What is done without being asked for, and what the OpenID Connect door does besides. */
  async function doJobs(): Promise<void> {
    const { unit, clock } = world.app.domain
    const log = createLog('silent')
    const settings = { grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'] as never }
    const redirectUris = [callback]
    const application = await addApplication(world.app.domain, world.tenant.pool, {
      identifier: 'planned',
      redirectUris,
      settings,
    })
    const tokens = await tokensFrom(world, application, await registerPerson(world))
    const client = { client_id: application.id, client_secret: application.secret }
    for (const [path, body] of [
      ['token', { grant_type: 'refresh_token', refresh_token: tokens.refresh_token ?? '' }],
      ['token', { grant_type: 'client_credentials' }],
      ['token/introspection', { token: tokens.access_token }],
      ['token/revocation', { token: tokens.access_token }],
    ] as const)
      await fetch(`${world.origin}/oidc/${path}`, { method: 'POST', body: new URLSearchParams({ ...client, ...body }) })
    await fetch(`${world.origin}/oidc/me`, { headers: { authorization: `Bearer ${tokens.access_token}` } })
    await world.app.relay.catchUp()
    await until(async () => {
      const { rows } = await world.database.pool.query(`SELECT FROM import_job WHERE status <> 'done'`)
      return rows.length === 0
    })
    await world.database.pool.query(`UPDATE user_pool SET deleted_at = now() - interval '1 year' WHERE name = 'alfa'`)
    await queueMissing(world.app.domain, sweepFloors)
    await cleanUp(world.app.domain)
    await warnOfWaitingWork(unit.reader, clock(), log)
  }

  test('every table is filled, and asked for', async () => {
    assert.deepEqual(small, [])
    const { rows } = await world.database.pool.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
    )
    const texts = [...statements.keys()]
    const unasked = rows.filter(({ name }) => !texts.some((text) => new RegExp(`\\b${name}\\b`).test(text)))
    // Those are read when a server starts, not while it serves.
    const atTheStart = ['platform_key', 'restatement', 'root_secret', 'schema_migration']
    assert.deepEqual(unasked.map(({ name }) => name).sort(), atTheStart)
  })

  test('whatever is asked for is found by an index', async () => {
    const asked = [...statements].filter(([text]) => /^\s*(select|with|insert|update|delete)/i.test(text))
    assert.ok(asked.length > 350, `only ${asked.length} statements were seen`)
    const offending: string[] = []
    const client = await world.database.pool.connect()
    // As on the embedded server: the default of others is meant for disks that turn.
    await client.query("SET random_page_cost = '1.1'")
    for (const [text, values] of asked) {
      const explained = await client.query({ text: `EXPLAIN (FORMAT JSON) ${text}`, values }).catch((error) => {
        throw new Error(`${error.message}: ${text}`)
      })
      const found = scannedWhole(explained.rows[0]['QUERY PLAN'][0].Plan)
      if (found.length > 0) offending.push(`${found.join(', ')}: ${text}`)
    }
    client.release(true)
    assert.deepEqual(offending, [])
  })

  test('what hangs on a row is found by an index when the row goes', async () => {
    // Read in another database: the keys of this one are gone.
    const fresh = await newWorld()
    const { rows } = await fresh.database.pool.query<{ name: string }>(`
      SELECT conrelid::regclass || ' ' || conname AS name FROM pg_constraint AS link
      WHERE contype = 'f' AND NOT EXISTS (SELECT FROM pg_index WHERE indrelid = conrelid
        AND (indkey::int2[])[0 : cardinality(conkey) - 1] @> conkey
        -- Where a column is looked for that must not be null there, the index can be used.
        AND coalesce(pg_get_expr(indpred, indrelid) ~ '^\\((parent_id|user_id) IS NOT NULL\\)$', true))`)
    assert.deepEqual(
      rows.map(({ name }) => name),
      [],
    )
  })
})
