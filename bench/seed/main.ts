// node scripts/node.mjs bench/seed/main.ts --database postgres://... --pool <id> [--users 1000000] [--pools 1000] [--policies 100000]
import { parseArgs } from 'node:util'
import { seed } from './seed.ts'

const text = { type: 'string' } as const
const { values } = parseArgs({ options: { database: text, pool: text, users: text, pools: text, policies: text } })
const connectionString = values.database ?? process.env.DATABASE_URL
if (!connectionString || !values.pool) {
  console.error('--database and --pool are needed: a migrated database, and the id of a user pool in it')
  process.exit(1)
}
const seeding = {
  userPoolId: values.pool,
  users: Number(values.users ?? 1_000_000),
  pools: Number(values.pools ?? 1_000),
  policies: Number(values.policies ?? 100_000),
}
const begin = performance.now()
await seed({ connectionString }, seeding)
console.error(`seeded ${seeding.users} people in ${((performance.now() - begin) / 1000).toFixed(1)} s`)
