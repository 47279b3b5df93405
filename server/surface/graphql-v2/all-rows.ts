import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RowContext } from './context.ts'
import { registrationMutations } from './rows/registration.ts'
import { sessionMutations, sessionQueries } from './rows/session.ts'
import { userMutations, userQueries } from './rows/user.ts'
import type { Rows } from './rows.ts'

export const sdl = readFileSync(join(import.meta.dirname, 'schema.graphql'), 'utf8')

/** Every operation of this door that is built. */
export const rows: Rows<RowContext> = {
  Query: { ...sessionQueries, ...userQueries },
  Mutation: { ...sessionMutations, ...registrationMutations, ...userMutations },
}
