import { refuse } from '@menshen/contract/errors'
import { requireSome } from '#domain/shape/list.ts'
import { checkedText } from '#domain/shape/text.ts'
import type { Question, Verb } from '#domain/shape/verb.ts'
import {
  deleteWhitelist,
  findWhitelist,
  insertWhitelist,
  listedForm,
  type WhitelistEntry,
  type WhitelistType,
} from './whitelist-store.ts'

export type { WhitelistEntry, WhitelistType } from './whitelist-store.ts'

export interface WhitelistChange {
  type: WhitelistType
  list: string[]
}

/** At a time. */
const most = 1_000

/** In the form in which they are compared, each once. 400 none, too many, or one that is empty or too long. */
export function parseChange({ type, list }: WhitelistChange): WhitelistChange {
  requireSome(list, 'list', most)
  const values = list.map((value) => listedForm(type, checkedText(value, 'list', 254)))
  if (values.includes('')) refuse(400, { variant: 'empty', values: { field: 'list' } })
  return { type, list: [...new Set(values)] }
}

export const getWhitelist: Question<{ type: WhitelistType }, WhitelistEntry[]> = {
  name: 'whitelist.get',
  admits: 'manager',
  answer: ({ reader, pool }, { type }) => findWhitelist(reader, pool.id, type),
}

/** Adds identifiers, in the form in which they are compared, and answers what was asked for as it stands there now. */
export const addToWhitelist: Verb<'whitelist.added', WhitelistChange, WhitelistEntry[]> = {
  name: 'whitelist.add',
  admits: 'manager',
  emits: ['whitelist.added'],
  prepare: (_before, change) => parseChange(change),
  async run({ tx, pool, now, emit }, { type, list }) {
    await insertWhitelist(tx, pool.id, type, list, now)
    emit('whitelist.added', { type, entries: list.length })
    return findWhitelist(tx, pool.id, type, list)
  },
}

/** Takes identifiers off; one that is not there is passed over. Answers what is left. */
export const removeFromWhitelist: Verb<'whitelist.removed', WhitelistChange, WhitelistEntry[]> = {
  name: 'whitelist.remove',
  admits: 'manager',
  emits: ['whitelist.removed'],
  prepare: (_before, change) => parseChange(change),
  async run({ tx, pool, emit }, { type, list }) {
    await deleteWhitelist(tx, pool.id, type, list)
    emit('whitelist.removed', { type, entries: list.length })
    return findWhitelist(tx, pool.id, type)
  },
}
