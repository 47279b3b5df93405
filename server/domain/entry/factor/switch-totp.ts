import { refuse } from '@menshen/contract/errors'
import type { Prepared } from '#domain/messaging/message/enqueue.ts'
import { findUser, lockUser } from '#domain/people/user/user-store.ts'
import type { Before, Context, Question, Verb } from '#domain/shape/verb.ts'
import { newId } from '#platform/crypto/random.ts'
import { totpSealPurpose } from './associate-totp.ts'
import type { StoredTotp } from './authenticator.ts'
import { changeFactors, prepareFactorNotice } from './change-factors.ts'
import { newRecoveryCode, recoveryHash } from './recovery-code.ts'
import { newTotpSecret } from './totp.ts'
import { findTotp, type NewTotp, saveTotp, switchTotp } from './totp-store.ts'

/** The older API's record of an authenticator app. Its secret is told when it is made and never again. */
export type LegacyTotp = { totp: StoredTotp; secret: string | null }

type Whose = { userId?: string | null | undefined }

/** People ask for themselves, administrators for anybody: 2231 without an id, 2202 somebody else's. */
function whose({ caller }: Pick<Context, 'caller'>, { userId }: Whose): string {
  if (caller.kind === 'manager') return userId || refuse(2231)
  if (caller.kind !== 'user') refuse(2020)
  return userId && userId !== caller.userId ? refuse(2202) : caller.userId
}

export const getLegacyTotp: Question<Whose, LegacyTotp | null> = {
  name: 'mfa.legacy-totp',
  admits: 'any user or manager',
  async answer(before, input) {
    const totp = await findTotp(before.reader, before.pool.id, whose(before, input))
    return totp && { totp, secret: null }
  },
}

export type LegacySwitch = Whose & { enable?: boolean | null | undefined; refresh?: boolean | null | undefined }

interface PreparedSwitch {
  userId: string
  enable: boolean
  /** What takes the place of the present one; null: that one stays. */
  fresh: { totp: NewTotp; secret: string } | null
  had: boolean
  notice: Prepared | null
}

/**
 * Switches the authenticator app of the older API, at once and without a first code, which that API does not have. The first time,
 * and with `refresh`, a new secret is made and told. Off keeps the secret. 2231, 2202 whose it is, 2004 nobody of that id.
 */
export const switchLegacyTotp: Verb<
  'user.totp-switched' | 'user.factors-changed',
  LegacySwitch,
  LegacyTotp | null,
  PreparedSwitch
> = {
  name: 'mfa.switch-legacy-totp',
  admits: 'fresh user or manager',
  emits: ['user.totp-switched', 'user.factors-changed'],
  async prepare(before, input) {
    const { reader, pool } = before
    const user = (await findUser(reader, pool.id, whose(before, input))) ?? refuse(2004)
    const present = await findTotp(reader, pool.id, user.id)
    const had = user.secondFactors.includes('totp')
    const enable = input.enable ?? present?.enabled ?? false
    const fresh = (input.refresh && (present || enable)) || (enable && !present) ? make(before, user.id, enable) : null
    const changes = fresh !== null || had !== enable
    return { userId: user.id, enable, fresh, had, notice: changes ? await prepareFactorNotice(before, user) : null }
  },
  async run(context, { userId, enable, fresh, had, notice }) {
    const { tx, pool, now } = context
    await lockUser(tx, pool.id, userId)
    const totp = fresh ? await saveTotp(tx, fresh.totp, now) : await switchTotp(tx, pool.id, userId, enable, now)
    if (fresh || had !== enable)
      await changeFactors(context, { userId, notice, ...(enable ? { add: ['totp'] } : { remove: ['totp'] }) })
    context.emit('user.totp-switched', { userId, enabled: enable })
    return totp && { totp, secret: fresh?.secret ?? null }
  },
}

function make({ pool, ports, now }: Before, userId: string, enabled: boolean): NonNullable<PreparedSwitch['fresh']> {
  const secret = newTotpSecret()
  const owner = { userPoolId: pool.id, userId }
  // Nobody is told this recovery code: the older API has no place for one.
  const recovery = recoveryHash(ports.keys.cookieSecret, owner, newRecoveryCode())
  const secretSealed = ports.seal.close(totpSealPurpose, secret)
  return {
    secret,
    totp: { ...owner, id: newId(now), secretSealed, recoveryHash: recovery, source: 'SELF', enabled },
  }
}
