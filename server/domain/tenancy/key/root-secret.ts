import { hkdfSync, randomBytes } from 'node:crypto'
import { createSeal } from '#platform/crypto/seal.ts'
import type { Tx } from '#platform/database/database.ts'
import type { UnitOfWork } from '#platform/database/unit-of-work.ts'
import { StartError } from '#platform/start-error.ts'
import { lockKeys, readKeys } from './key-store.ts'
import {
  deleteOlderRootSecrets,
  insertRootSecret,
  readRootSecrets,
  type StoredRootSecret,
} from './root-secret-store.ts'

/** The SECRET_KEY of the settings, and the one before it while a rotation is under way. */
export interface SecretKeys {
  current: string
  former: string | null
}

const purpose = 'root secret'
const sealUnder = (secretKey: string) => createSeal(secretKey, purpose)

/** Tells SECRET_KEYs apart and says nothing about them. */
function fingerprint(secretKey: string): string {
  return Buffer.from(hkdfSync('sha256', secretKey, '', 'menshen secret key fingerprint', 12)).toString('base64url')
}

/**
 * The secret from which all other keys of the installation are derived. It never changes; what changes is the SECRET_KEY that
 * seals it, so a rotation touches one row and neither data nor sessions. Made at the first start; an installation
 * from before there was one has its SECRET_KEY of that day as root, under which everything was sealed.
 *
 * With a former key, what that one sealed is sealed under the current one as well, and both open it: processes may be
 * restarted one after the other, also with the settings of before. The first start with the current key alone forgets
 * the former. Throws a `StartError` when neither opens it.
 */
export async function loadRootSecret(unit: UnitOfWork, { current, former }: SecretKeys): Promise<string> {
  const stored = await readRootSecrets(unit.reader)
  const known = stored.length === 1 ? openWith(current, stored) : null
  if (known !== null) return known
  return unit.write(async ({ tx }) => {
    await lockKeys(tx)
    const present = await readRootSecrets(tx)
    const own = openWith(current, present)
    if (own !== null && former === null) await deleteOlderRootSecrets(tx, fingerprint(current))
    if (own !== null) return own
    const root = present.length === 0 ? await makeRoot(tx, { current, former }) : openFormer(former, present)
    await insertRootSecret(tx, { sealedUnder: fingerprint(current), sealed: sealUnder(current).close(purpose, root) })
    return root
  })
}

function openWith(secretKey: string, stored: StoredRootSecret[]): string | null {
  const own = stored.find(({ sealedUnder }) => sealedUnder === fingerprint(secretKey))
  return own ? sealUnder(secretKey).open(purpose, own.sealed) : null
}

function openFormer(former: string | null, stored: StoredRootSecret[]): string {
  const root = former === null ? null : openWith(former, stored)
  if (root !== null) return root
  throw new StartError(
    former === null
      ? 'The database was written under another SECRET_KEY. Set the one that this installation was last started with, or, to change it, set that one as SECRET_KEY_FORMER.'
      : 'The database was written under another SECRET_KEY, and not under SECRET_KEY_FORMER either. Set SECRET_KEY_FORMER to the one that this installation was last started with.',
  )
}

/** Of a new installation at random; of one from before there were roots the SECRET_KEY that opens its keys. */
async function makeRoot(tx: Tx, { current, former }: SecretKeys): Promise<string> {
  const ofFormer = former === null ? [] : await readKeys(tx, createSeal(former)).catch(() => [])
  if (former !== null && ofFormer.length > 0) return former
  const keys = await readKeys(tx, createSeal(current))
  return keys.length > 0 ? current : randomBytes(32).toString('base64')
}
