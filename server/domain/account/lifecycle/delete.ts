import { refuse } from '@menshen/contract/errors'
import { nothingToPrepare, type Verb } from '#domain/shape/verb.ts'
import { removePeople } from './remove-people.ts'

/**
 * An administrator deletes people, with all that is theirs. 2212 when the pool's root user is among them, 2210
 * when one of them does not exist: then nobody is deleted. An end user who asks to delete somebody is refused with 2209.
 */
export const deleteUsers: Verb<'user.removed', { ids: string[] }, void> = {
  name: 'user.delete',
  admits: 'any user or manager',
  emits: ['user.removed'],
  prepare: nothingToPrepare,
  async run(context, { ids }) {
    const { pool, caller } = context
    if (caller.kind !== 'manager') refuse(2209)
    if (pool.isRoot && pool.ownerId && ids.includes(pool.ownerId)) refuse(2212)
    const wanted = [...new Set(ids)]
    const deleted = await removePeople(context, wanted)
    if (deleted.length < wanted.length || wanted.length === 0) refuse(2210)
    context.emit('user.removed', { userIds: deleted })
  },
}
