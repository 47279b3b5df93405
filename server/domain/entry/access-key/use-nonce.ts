import { refuse } from '@menshen/contract/errors'
import type { UnitOfWork } from '#platform/database/unit-of-work.ts'
import { insertNonce } from './access-key-store.ts'
import type { Nonce } from './signature.ts'

/** Uses it up, in a transaction of its own: 1306 when it has been used, be it by another process. */
export async function useNonce(unit: UnitOfWork, nonce: Nonce): Promise<void> {
  if (!(await unit.write(({ tx }) => insertNonce(tx, nonce)))) refuse(1306)
}
