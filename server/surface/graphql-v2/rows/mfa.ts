import {
  getLegacyTotp,
  type LegacySwitch,
  type LegacyTotp,
  switchLegacyTotp,
} from '#domain/entry/factor/switch-totp.ts'
import type { RowContext } from '../context.ts'

type Whose = { userId?: string | null; userPoolId?: string | null }

/** A record that names another pool is looked for there; a token of this one is refused (2036). */
const hintsFor = ({ hints }: RowContext, { userPoolId }: Whose) => (userPoolId ? { ...hints, userPoolId } : hints)

function encode({ totp, secret }: LegacyTotp) {
  return { id: totp.id, userId: totp.userId, userPoolId: totp.userPoolId, enable: totp.enabled, secret }
}

export const mfaQueries = {
  async queryMfa(args: Whose, context: RowContext) {
    const found = await context.domain.ask(getLegacyTotp, hintsFor(context, args), { userId: args.userId })
    return found && encode(found)
  },
}

export const mfaMutations = {
  async changeMfa({ userId, enable, refresh, ...where }: LegacySwitch & Whose, context: RowContext) {
    const changed = await context.domain.call(switchLegacyTotp, hintsFor(context, where), { userId, enable, refresh })
    return changed && encode(changed)
  },
}
