import { getLegacyTotp, type LegacyTotp, switchLegacyTotp } from '#domain/entry/factor/switch-totp.ts'
import type { RowsFor } from '../../engine/rows.ts'
import type { Arguments } from '../arguments.gen.ts'
import type { RowContext } from '../context.ts'

/** A record that names another pool is looked for there; a token of this one is refused (2036). */
const hintsFor = ({ hints }: RowContext, { userPoolId }: { userPoolId?: string | null }) =>
  userPoolId ? { ...hints, userPoolId } : hints

function encode({ totp, secret }: LegacyTotp) {
  return { id: totp.id, userId: totp.userId, userPoolId: totp.userPoolId, enable: totp.enabled, secret }
}

export const mfaQueries = {
  async queryMfa(args, context) {
    const found = await context.domain.ask(getLegacyTotp, hintsFor(context, args), { userId: args.userId })
    return found && encode(found)
  },
} satisfies RowsFor<Arguments['Query'], RowContext>

export const mfaMutations = {
  async changeMfa({ userId, enable, refresh, ...where }, context) {
    const changed = await context.domain.call(switchLegacyTotp, hintsFor(context, where), { userId, enable, refresh })
    return changed && encode(changed)
  },
} satisfies RowsFor<Arguments['Mutation'], RowContext>
