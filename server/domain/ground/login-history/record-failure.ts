import { type Code, Refusal } from '@menshen/contract/errors'
import type { Context, Preparing } from '#domain/shape/verb.ts'
import { newId } from '#platform/crypto/random.ts'
import { signInOperation } from '../audit/audit-record.ts'
import { insertAuditRecords } from '../audit/audit-store.ts'
import { insertFailure } from './login-record-store.ts'

/** Failed tries of one account that are written down per hour: more tell nobody more, and an attacker must not fill the disk. */
const mostFailuresPerHour = 20
/** The same for all names of a pool that nobody has. */
const mostOfNobodyPerHour = 200

const hour = 3_600
const day = 86_400_000

export interface FailedSignIn {
  /** Null where nobody was found: then the pool's history has it, and nobody's own. */
  userId: string | null
  /** By what: `password`, `code`, `second-factor`, `passkey`, `link`, `reset`, `verification`, `own-password` ... */
  way: string
  /** The code of the refusal. */
  outcome: number
}

/** Writes down that somebody failed to get in. Belongs where the refusal is declined: what is refused is undone. */
export async function recordFailure(context: Context, { userId, way, outcome }: FailedSignIn): Promise<void> {
  const { tx, pool, application, client, limits, now } = context
  const limit = userId === null ? mostOfNobodyPerHour : mostFailuresPerHour
  const counted = { userPoolId: pool.id, key: `failure-record:${userId ?? 'nobody'}`, windowSeconds: hour, limit }
  if (!(await limits.hit(tx, counted, now)).allowed) return
  context.emit('sign-in.refused', { userId, way, outcome })
  const { loginHistoryDays, auditLogDays } = pool.settings
  const record = {
    userPoolId: pool.id,
    id: newId(now),
    at: now,
    outcome,
    applicationId: application?.id ?? null,
    ip: client.ip,
    userAgent: client.userAgent?.slice(0, 512) ?? null,
  }
  const until = (days: number) => new Date(now.getTime() + days * day)
  if (userId !== null) return insertFailure(tx, { ...record, userId, way, expiresAt: until(loginHistoryDays) })
  const said = { log: 'user', operation: signInOperation, userId, targets: [], details: { way } } as const
  await insertAuditRecords(tx, [{ ...record, ...said, targets: [], expiresAt: until(auditLogDays) }])
}

/** What says nothing of the person who tries: a malformed request. */
const notTold: ReadonlySet<Code> = new Set<Code>([400])

/** Whose try it was; looked up only once it has failed. */
type Whose = string | null | (() => Promise<string | null>)

/** The same for a proof that is refused in `prepare`, where there is no transaction yet. */
export async function recordRefusal<Proven>(
  { ahead }: Preparing,
  { whose, way }: { whose: Whose; way: string },
  prove: () => Promise<Proven> | Proven,
): Promise<Proven> {
  try {
    return await prove()
  } catch (error) {
    if (error instanceof Refusal && !notTold.has(error.code)) {
      const userId = typeof whose === 'function' ? await whose() : whose
      await ahead((context) => recordFailure(context, { userId, way, outcome: error.code }))
    }
    throw error
  }
}
