import { loadKeys } from '#domain/tenancy/key/load-keys.ts'
import { loadRootSecret } from '#domain/tenancy/key/root-secret.ts'
import { createSeal } from '#platform/crypto/seal.ts'
import { connectDatabase } from '#platform/database/connect.ts'
import { createLog } from '#platform/log.ts'
import type { Preparation } from './database.ts'

/** The SECRET_KEY of the servers of tests. */
export const secretKey = 'a secret key of the tests, long enough'

/** The keys that a first start would make. Two of RSA take longer than the rest of a start, so worlds have the same. */
export const knownKeys: Preparation = {
  name: '_keys',
  async run(connection) {
    const log = createLog('silent')
    const database = await connectDatabase(connection, log, 2)
    try {
      const root = await loadRootSecret(database.unit, { current: secretKey, former: null })
      const { stop } = await loadKeys({ ...database, seal: createSeal(root), clock: () => new Date(), log }, 'unused')
      await stop()
    } finally {
      await database.close()
    }
  },
}
