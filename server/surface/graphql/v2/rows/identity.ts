import { encodeIdentity } from '../../../view/identity.ts'
import type { RowsFor } from '../../engine/rows.ts'
import type { Arguments } from '../arguments.gen.ts'
import type { RowContext } from '../context.ts'
import { loadIdentities } from '../load-identities.ts'

/** The field of a person that is a lookup of its own. */
export const identitiesOfUser = {
  identities: async (_args, context, user: { id: string; userPoolId: string }) =>
    (await loadIdentities(context, user)).map(encodeIdentity),
} satisfies RowsFor<Arguments['User'], RowContext>
