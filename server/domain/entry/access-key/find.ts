import { refuse } from '@menshen/contract/errors'
import type { Question } from '#domain/shape/verb.ts'
import type { ListedKey } from './access-key.ts'
import { findAccessKeys } from './access-key-store.ts'

/** The pool's keys without their secrets, the newest first; `madeBy` and `enabled`: only such. */
export const listAccessKeys: Question<{ madeBy?: string | undefined; enabled?: boolean | undefined }, ListedKey[]> = {
  name: 'access-key.list',
  admits: 'manager',
  answer: ({ reader, pool }, wanted) => findAccessKeys(reader, pool.id, wanted),
}

/** One of them: 404 no such key of this pool. */
export const getAccessKey: Question<{ id: string; madeBy?: string | undefined }, ListedKey> = {
  name: 'access-key.get',
  admits: 'manager',
  async answer({ reader, pool }, wanted) {
    const [key] = await findAccessKeys(reader, pool.id, wanted)
    return key ?? refuse(404, { variant: 'accessKey', values: { key: wanted.id } })
  },
}
