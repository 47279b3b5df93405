import { refuse } from '@menshen/contract/errors'
import type { Context } from '../verb.ts'
import { type Asserted, isBehind } from './check-assertion.ts'
import { insertRedeemedChallenge, lockPasskey, noteUse } from './passkey-store.ts'

/** Uses a checked signature up, in `run`. 6121 the challenge was answered before, 6123 deleted meanwhile, 6124 the counter. */
export async function useAssertion(
  { tx, pool, now }: Pick<Context, 'tx' | 'pool' | 'now'>,
  { passkey: seen, challenge, counter, synced }: Asserted,
): Promise<void> {
  if (challenge.expiresAt <= now || !(await insertRedeemedChallenge(tx, pool.id, challenge))) refuse(6121)
  const passkey = (await lockPasskey(tx, pool.id, seen.credentialId)) ?? refuse(6123)
  if (passkey.id !== seen.id) refuse(6123)
  if (isBehind(counter, passkey.counter)) refuse(6124)
  await noteUse(tx, passkey, counter, synced, now)
}
