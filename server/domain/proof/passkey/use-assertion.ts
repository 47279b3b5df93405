import { type Code, type Declined, decline } from '@menshen/contract/errors'
import { recordFailure } from '#domain/ground/login-history/record-failure.ts'
import type { Context } from '#domain/shape/verb.ts'
import { type Asserted, isBehind } from './check-assertion.ts'
import { insertRedeemedChallenge, lockPasskey, noteUse } from './passkey-store.ts'

/**
 * Uses a checked signature up, in `run`. Null when it was good; else declines, and its owner's history has it: 6121 the challenge was
 * answered before, 6123 deleted meanwhile, 6124 the counter.
 */
export async function useAssertion(context: Context, asserted: Asserted, way: string): Promise<Declined | null> {
  const wrong = await use(context, asserted)
  if (wrong === null) return null
  await recordFailure(context, { userId: asserted.passkey.userId, way, outcome: wrong })
  return decline(wrong)
}

async function use(
  { tx, pool, now }: Context,
  { passkey: seen, challenge, counter, synced }: Asserted,
): Promise<Code | null> {
  if (challenge.expiresAt <= now || !(await insertRedeemedChallenge(tx, pool.id, challenge))) return 6121
  const passkey = await lockPasskey(tx, pool.id, seen.credentialId)
  if (passkey?.id !== seen.id) return 6123
  if (isBehind(counter, passkey.counter)) return 6124
  await noteUse(tx, passkey, counter, synced, now)
  return null
}
