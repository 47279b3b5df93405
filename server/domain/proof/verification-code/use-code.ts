import { timingSafeEqual } from 'node:crypto'
import { type Declined, decline, isDeclined } from '@menshen/contract/errors'
import type { Before, Context, Preparing } from '#domain/shape/verb.ts'
import { countTry, deleteCode, lockCodes } from './code-store.ts'
import { type Purpose, purposesFor, type SentPurpose } from './purpose.ts'

/** A code as somebody presents it, hashed for each purpose it may have been sent for. Made in `prepare`. */
export interface CodeProof {
  addressHash: Buffer
  hashes: Map<SentPurpose, Buffer>
}

export function proofOf({ ports, pool }: Before, address: string, purpose: Purpose, code: string): CodeProof {
  const bound = { userPoolId: pool.id, address }
  return {
    addressHash: ports.codes.addressHash(pool.id, address),
    hashes: new Map(
      purposesFor(purpose, pool.settings).map((each) => [
        each,
        ports.codes.codeHash({ ...bound, purpose: each }, code.trim()),
      ]),
    ),
  }
}

/** A code that was right and is still there. */
export type RightCode = { addressHash: Buffer; purpose: SentPurpose }

/** `live`: there was a code that it could have been. Who has been sent none is not guessed at. */
export type WrongCode = Declined & { live: boolean }

/**
 * Whether a code is right, inside the caller's transaction; it stays good until `burnCode`. Declines with 2001 when it is
 * wrong, which costs a try, and with 2300 when it was right and is too old.
 */
export async function checkCode(
  { tx, pool, now }: Pick<Context, 'tx' | 'pool' | 'now'>,
  { addressHash, hashes }: CodeProof,
): Promise<RightCode | WrongCode> {
  const codes = (await lockCodes(tx, pool.id, addressHash, [...hashes.keys()])).filter(({ triesLeft }) => triesLeft > 0)
  const right = codes.find(({ purpose, codeHash }) => timingSafeEqual(codeHash, hashes.get(purpose) as Buffer))
  if (!right) {
    await countTry(tx, { userPoolId: pool.id, addressHash }, [...hashes.keys()])
    return { ...decline(2001), live: codes.some(({ expiresAt }) => expiresAt > now) }
  }
  return right.expiresAt <= now ? { ...decline(2300), live: false } : { addressHash, purpose: right.purpose }
}

export function burnCode(
  { tx, pool }: Pick<Context, 'tx' | 'pool'>,
  { addressHash, purpose }: RightCode,
): Promise<void> {
  return deleteCode(tx, { userPoolId: pool.id, addressHash }, purpose)
}

/**
 * Uses a code up: null when it was right, else declines as `checkCode`. A `refuse` of the caller afterwards gives the code
 * back.
 */
export async function useCode(
  context: Pick<Context, 'tx' | 'pool' | 'now'>,
  proof: CodeProof,
): Promise<WrongCode | null> {
  const code = await checkCode(context, proof)
  if (isDeclined(code)) return code
  await burnCode(context, code)
  return null
}

/**
 * Shows a code before slow work that only its holder is owed. Throws as `checkCode` declines, and a wrong one has cost its try
 * by then and is handed to `fail`. The code stays good: `useCode` follows in `run`.
 */
export async function tryCode(
  { ahead }: Pick<Preparing, 'ahead'>,
  proof: CodeProof,
  fail: (context: Context, wrong: WrongCode) => Promise<Declined>,
): Promise<void> {
  await ahead(async (context) => {
    const code = await checkCode(context, proof)
    return isDeclined(code) ? fail(context, code) : null
  })
}
