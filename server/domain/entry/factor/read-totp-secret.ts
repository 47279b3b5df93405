import { refuse } from '@menshen/contract/errors'
import type { Verb } from '#domain/shape/verb.ts'
import { totpSealPurpose } from './associate-totp.ts'
import { findTotp } from './totp-store.ts'

/**
 * The secret of somebody's authenticator app, for an administrator who takes it elsewhere; that it was read stands in the log. 6003
 * without one that is in use.
 */
export const readTotpSecret: Verb<
  'user.totp-secret-read',
  { userId: string },
  string,
  { userId: string; secret: string }
> = {
  name: 'mfa.read-totp-secret',
  admits: 'fresh manager',
  emits: ['user.totp-secret-read'],
  async prepare({ reader, pool, ports }, { userId }) {
    const totp = await findTotp(reader, pool.id, userId)
    if (!totp?.enabled) return refuse(6003)
    return { userId, secret: ports.seal.open(totpSealPurpose, totp.secretSealed) }
  },
  async run({ emit }, { userId, secret }) {
    emit('user.totp-secret-read', { userId })
    return secret
  },
}
