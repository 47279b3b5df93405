import { type Declined, decline, type Refusal, refuse } from '@menshen/contract/errors'
import { readPresented } from '#domain/entry/session/read-token.ts'
import { isReadAs, lookUp, type UserLookup } from '#domain/people/user/find.ts'
import type { Before, Context, Preparing, Question, QuietVerb } from '#domain/shape/verb.ts'
import { networkOf } from '#platform/network.ts'

/** Names that one caller may ask after in five minutes: enough for an office that fills in forms, few for a list. */
const most = 100
const windowSeconds = 300

interface Found {
  exists: boolean
  counted: boolean
}

/**
 * Whether an identifier is taken, also as something else that it reads as: who asks is about to register with it. Asked by
 * sign-up forms, so it needs no token: 429 for who asks too often without a management
 * token. Where the pool hides who has an account, everybody else is told that nobody has it, as registering tells as well.
 */
export const isUserExists: QuietVerb<UserLookup, boolean, Found> = {
  name: 'user.exists',
  admits: 'anyone',
  quiet: 'it answers a question, which is counted',
  async prepare(before, lookup) {
    const { reader, pool } = before
    const entitled = await isManager(before)
    const hidden = pool.settings.hideAccountExistence && !entitled
    if (hidden) return { exists: false, counted: true }
    const exists = (await lookUp(reader, pool.id, lookup)) !== null || (await isReadAs(reader, pool.id, lookup))
    return { exists, counted: !entitled }
  },
  async run(context, { exists, counted }) {
    return (counted ? await countLookup(context) : null) ?? exists
  },
}

/** The same for an administrator, to whom nothing is hidden. 2231 without an identifier. */
export const isIdentifierTaken: Question<UserLookup, boolean> = {
  name: 'user.is-identifier-taken',
  admits: 'manager',
  async answer({ reader, pool }, lookup) {
    if (!Object.values(lookup).some(Boolean)) refuse(2231)
    return (await lookUp(reader, pool.id, lookup)) !== null || isReadAs(reader, pool.id, lookup)
  },
}

/** Counts that somebody was told whether a name is taken; declines with 429 when they were told too often. */
export async function countLookup({ tx, pool, client, limits, now }: Context): Promise<Declined | null> {
  const key = `exists:${networkOf(client.ip)}`
  const { allowed } = await limits.hit(tx, { userPoolId: pool.id, key, windowSeconds, limit: most }, now)
  return allowed ? null : decline(429)
}

/** Refuses with what tells whether a name is taken, which is counted as well: 429 in its place for who was told too often. */
export function tellCounted({ ahead }: Pick<Preparing, 'ahead'>, told: Refusal): Promise<never> {
  return ahead<never>(async (context) => (await countLookup(context)) ?? { declined: told })
}

async function isManager(before: Before): Promise<boolean> {
  const caller = await readPresented(before)
  return caller?.kind === 'manager' && caller.userPoolId === before.pool.id
}
