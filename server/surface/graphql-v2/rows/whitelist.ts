import {
  addToWhitelist,
  getWhitelist,
  removeFromWhitelist,
  type WhitelistEntry,
  type WhitelistType,
} from '#domain/people/whitelist/whitelist.ts'
import { graphqlDate } from '../../wire/user.ts'
import type { RowContext } from '../context.ts'

type Change = { type: WhitelistType; list: string[] }

function encode({ value, createdAt }: WhitelistEntry) {
  return { value, createdAt: graphqlDate(createdAt), updatedAt: graphqlDate(createdAt) }
}

export const whitelistQueries = {
  whitelist: async ({ type }: { type: WhitelistType }, { domain, hints }: RowContext) =>
    (await domain.ask(getWhitelist, hints, { type })).map(encode),
}

export const whitelistMutations = {
  addWhitelist: async (change: Change, { domain, hints }: RowContext) =>
    (await domain.call(addToWhitelist, hints, change)).map(encode),

  removeWhitelist: async (change: Change, { domain, hints }: RowContext) =>
    (await domain.call(removeFromWhitelist, hints, change)).map(encode),
}
