import { refuse } from '@menshen/contract/errors'
import { type Page, pageOf } from '#domain/shape/page.ts'
import { nothingToPrepare, type Question, type Verb } from '#domain/shape/verb.ts'
import { endUnlistedTokens } from '#domain/tenancy/pool/pool-store.ts'
import { endManagementTokens, findManagementTokens, type ManagementToken } from './management-token-store.ts'

export type { ManagementToken }

/** The pool's management tokens that are still good, the newest first. `currentId`: of whoever asks. */
export const listManagementTokens: Question<
  Partial<Page>,
  { totalCount: number; list: ManagementToken[]; currentId: string | undefined }
> = {
  name: 'session.list-management-tokens',
  admits: 'manager',
  async answer({ reader, pool, caller, now }, { page, limit }) {
    if (caller.kind !== 'manager') refuse(1001)
    const asked = pageOf(page, limit)
    const range = { limit: asked.limit, offset: (asked.page - 1) * asked.limit }
    return { ...(await findManagementTokens(reader, pool.id, now, range)), currentId: caller.tokenId }
  },
}

/** Ends one management token, the one in use included: 404 when it is over or not of this pool. */
export const endManagementToken: Verb<'management-token.ended', { id: string }, void> = {
  name: 'session.end-management-token',
  admits: 'manager',
  emits: ['management-token.ended'],
  prepare: nothingToPrepare,
  async run({ tx, pool, changed, emit }, { id }) {
    const [ended] = await endManagementTokens(tx, pool.id, { id })
    if (!ended) refuse(404, { variant: 'session', values: { key: id } })
    changed(`management-token:${pool.id}:${id}`)
    emit('management-token.ended', { managementTokenId: id })
  },
}

/** Ends all management tokens of the pool but the one in use; answers how many. */
export const endOtherManagementTokens: Verb<'management-token.others-ended', object, number> = {
  name: 'session.end-other-management-tokens',
  admits: 'manager',
  emits: ['management-token.others-ended'],
  prepare: nothingToPrepare,
  async run({ tx, pool, caller, now, changed, emit }) {
    if (caller.kind !== 'manager') refuse(1001)
    // The pool's row first: whoever is just being given one is waited for.
    const isUnlisted = !caller.tokenId && !caller.accessKeyId && !caller.administrator
    await endUnlistedTokens(tx, pool.id, isUnlisted ? null : now)
    if (!isUnlisted) changed(`pool:${pool.id}`)
    const ended = await endManagementTokens(tx, pool.id, { except: caller.tokenId })
    for (const id of ended) changed(`management-token:${pool.id}:${id}`)
    emit('management-token.others-ended', { managementTokenIds: ended })
    return ended.length
  },
}
