import type { Reader, Tx } from '#platform/database/database.ts'

/** The root secret as one SECRET_KEY seals it. */
export interface StoredRootSecret {
  sealedUnder: string
  sealed: Buffer
}

export async function readRootSecrets(reader: Reader): Promise<StoredRootSecret[]> {
  const rows = await reader.selectFrom('root_secret').select(['sealed_under', 'sealed']).execute()
  return rows.map((row) => ({ sealedUnder: row.sealed_under, sealed: row.sealed }))
}

export async function insertRootSecret(tx: Tx, { sealedUnder, sealed }: StoredRootSecret): Promise<void> {
  await tx.insertInto('root_secret').values({ sealed_under: sealedUnder, sealed }).execute()
}

/** Forgets what earlier SECRET_KEYs sealed than the one of this fingerprint, and nothing that a later one did. */
export async function deleteOlderRootSecrets(tx: Tx, sealedUnder: string): Promise<void> {
  await tx
    .deleteFrom('root_secret')
    .where('created_at', '<', (own) =>
      own.selectFrom('root_secret').select('created_at').where('sealed_under', '=', sealedUnder),
    )
    .execute()
}
