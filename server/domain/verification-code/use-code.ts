import { timingSafeEqual } from 'node:crypto'
import { type Declined, decline } from '@menshen/contract/errors'
import type { Before, Context } from '../verb.ts'
import { countTry, deleteCode, lockCodes } from './code-store.ts'
import { type Purpose, purposesFor } from './purpose.ts'

/** A code as somebody presents it, hashed for each purpose it may have been sent for. Made in `prepare`. */
export interface CodeProof {
  addressHash: Buffer
  hashes: Map<Purpose, Buffer>
}

export function proofOf({ tools, pool }: Before, address: string, purpose: Purpose, code: string): CodeProof {
  const bound = { userPoolId: pool.id, address }
  return {
    addressHash: tools.codes.addressHash(pool.id, address),
    hashes: new Map(
      purposesFor(purpose).map((each) => [each, tools.codes.codeHash({ ...bound, purpose: each }, code.trim())]),
    ),
  }
}

/**
 * Uses a code up, inside the caller's transaction: null when it was right. Declines with 2001 when it is wrong, which
 * costs a try, and with 2300 when it was right and is too old. A `refuse` of the caller afterwards gives the code back.
 */
export async function useCode(
  { tx, pool, now }: Pick<Context, 'tx' | 'pool' | 'now'>,
  { addressHash, hashes }: CodeProof,
): Promise<Declined | null> {
  const codes = (await lockCodes(tx, pool.id, addressHash, [...hashes.keys()])).filter(({ triesLeft }) => triesLeft > 0)
  const right = codes.find(({ purpose, codeHash }) => timingSafeEqual(codeHash, hashes.get(purpose) as Buffer))
  const key = { userPoolId: pool.id, addressHash }
  if (!right) {
    await countTry(tx, key, [...hashes.keys()])
    return decline(2001)
  }
  if (right.expiresAt <= now) return decline(2300)
  await deleteCode(tx, key, right.purpose)
  return null
}
