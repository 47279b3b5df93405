import {
  addToWhitelist,
  getWhitelist,
  removeFromWhitelist,
  type WhitelistEntry,
} from '#domain/people/whitelist/whitelist.ts'
import { graphqlDate } from '../../../view/user.ts'
import type { RowsFor } from '../../engine/rows.ts'
import type { Arguments } from '../arguments.gen.ts'
import type { RowContext } from '../context.ts'

function encode({ value, createdAt }: WhitelistEntry) {
  return { value, createdAt: graphqlDate(createdAt), updatedAt: graphqlDate(createdAt) }
}

export const whitelistQueries = {
  whitelist: async ({ type }, { domain, hints }) => (await domain.ask(getWhitelist, hints, { type })).map(encode),
} satisfies RowsFor<Arguments['Query'], RowContext>

export const whitelistMutations = {
  addWhitelist: async (change, { domain, hints }) => (await domain.call(addToWhitelist, hints, change)).map(encode),

  removeWhitelist: async (change, { domain, hints }) =>
    (await domain.call(removeFromWhitelist, hints, change)).map(encode),
} satisfies RowsFor<Arguments['Mutation'], RowContext>
