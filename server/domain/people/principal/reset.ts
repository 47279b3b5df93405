import { refuse } from '@menshen/contract/errors'
import { nothingToPrepare, type Verb } from '#domain/shape/verb.ts'
import { lockUser } from '../user/user-store.ts'
import { deletePrincipal } from './principal-store.ts'

/** An administrator forgets who somebody said they were, confirmed or not. 2004 nobody of that id, 404 they said nothing. */
export const resetPrincipal: Verb<'user.principal-reset', { userId: string }, void> = {
  name: 'principal.reset',
  admits: 'manager',
  emits: ['user.principal-reset'],
  prepare: nothingToPrepare,
  async run({ tx, pool, emit }, { userId }) {
    if (!(await lockUser(tx, pool.id, userId))) refuse(2004)
    if (!(await deletePrincipal(tx, pool.id, userId))) refuse(404, { variant: 'principal', values: { key: userId } })
    emit('user.principal-reset', { userId })
  },
}
