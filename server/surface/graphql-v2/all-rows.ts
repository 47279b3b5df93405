import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RowContext } from './context.ts'
import { codeMutations } from './rows/code.ts'
import { messageMutations, messageQueries } from './rows/message.ts'
import { passwordQueries } from './rows/password.ts'
import { recoveryMutations } from './rows/recovery.ts'
import { registrationMutations } from './rows/registration.ts'
import { sessionMutations, sessionQueries } from './rows/session.ts'
import { userMutations, userQueries } from './rows/user.ts'
import { userpoolMutations, userpoolQueries } from './rows/userpool.ts'
import { whitelistMutations, whitelistQueries } from './rows/whitelist.ts'
import type { Rows } from './rows.ts'

export const sdl = readFileSync(join(import.meta.dirname, 'schema.graphql'), 'utf8')

/** Every operation of this door that is built. */
export const rows: Rows<RowContext> = {
  Query: {
    ...sessionQueries,
    ...userQueries,
    ...passwordQueries,
    ...userpoolQueries,
    ...whitelistQueries,
    ...messageQueries,
  },
  Mutation: {
    ...sessionMutations,
    ...registrationMutations,
    ...userMutations,
    ...userpoolMutations,
    ...whitelistMutations,
    ...messageMutations,
    ...codeMutations,
    ...recoveryMutations,
  },
}
