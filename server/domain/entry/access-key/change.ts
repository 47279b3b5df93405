import { refuse } from '@menshen/contract/errors'
import { nothingToPrepare, type Verb } from '#domain/shape/verb.ts'
import { holdPool } from '#domain/tenancy/pool/pool-store.ts'
import { newId, newSecret } from '#platform/crypto/random.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import { endManagementTokensOf } from '../session/management-token-store.ts'
import type { AccessKey } from './access-key.ts'
import {
  countAccessKeys,
  insertAccessKey,
  deleteAccessKey as remove,
  switchAccessKey as saveSwitch,
} from './access-key-store.ts'

/** Of one pool. Whoever needs more has lost count of them. */
const most = 100

/** A new key of the pool, with its secret, which is told this once. 400 the pool has a hundred. */
export const createAccessKey: Verb<'access-key.created', object, AccessKey, { seal: Seal; secret: string }> = {
  name: 'access-key.create',
  admits: 'fresh manager',
  emits: ['access-key.created'],
  prepare: ({ ports }) => ({ seal: ports.seal, secret: newSecret() }),
  async run({ tx, pool, caller, now, emit }, { seal, secret }) {
    if (!(await holdPool(tx, seal, pool.id, 'update'))) refuse(2224)
    if ((await countAccessKeys(tx, pool.id)) >= most)
      refuse(400, { variant: 'many', values: { field: 'accessKey', max: most } })
    const madeBy = caller.kind === 'manager' ? (caller.administrator?.userId ?? null) : null
    const key = { id: newId(now), userPoolId: pool.id, secret, enabled: true, madeBy, createdAt: now, updatedAt: now }
    await insertAccessKey(tx, seal, key)
    emit('access-key.created', { accessKeyId: key.id })
    return key
  },
}

/**
 * Switches a key on or off. The management tokens that were given for one that is switched off end. 404 no such key of this pool.
 */
export const switchAccessKey: Verb<'access-key.switched', { id: string; enabled: boolean }, void> = {
  name: 'access-key.switch',
  admits: 'fresh manager',
  emits: ['access-key.switched'],
  prepare: nothingToPrepare,
  async run({ tx, pool, now, changed, emit }, { id, enabled }) {
    if (!(await saveSwitch(tx, { userPoolId: pool.id, id, enabled }, now))) refuseMissing(id)
    if (!enabled)
      for (const token of await endManagementTokensOf(tx, pool.id, id)) changed(`management-token:${pool.id}:${token}`)
    changed(`access-key:${id}`)
    emit('access-key.switched', { accessKeyId: id, enabled })
  },
}

/** The management tokens that were given for it end with it. 404 no such key of this pool. */
export const deleteAccessKey: Verb<'access-key.deleted', { id: string }, void> = {
  name: 'access-key.delete',
  admits: 'fresh manager',
  emits: ['access-key.deleted'],
  prepare: nothingToPrepare,
  async run({ tx, pool, changed, emit }, { id }) {
    const ended = await endManagementTokensOf(tx, pool.id, id)
    if (!(await remove(tx, pool.id, id))) refuseMissing(id)
    for (const token of ended) changed(`management-token:${pool.id}:${token}`)
    changed(`access-key:${id}`)
    emit('access-key.deleted', { accessKeyId: id })
  },
}

function refuseMissing(key: string): never {
  return refuse(404, { variant: 'accessKey', values: { key } })
}
