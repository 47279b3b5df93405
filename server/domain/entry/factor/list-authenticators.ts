import type { Question } from '#domain/shape/verb.ts'
import type { StoredTotp } from './authenticator.ts'
import { factorOwnerOf } from './factor-owner.ts'
import { findTotp } from './totp-store.ts'

/** The authenticator apps of whoever asks, which are one or none. It serves whatever it was set up for. */
export const listAuthenticators: Question<{ type?: string | undefined }, StoredTotp[]> = {
  name: 'mfa.list-authenticators',
  admits: 'any user or second factor',
  async answer(before, { type = 'totp' }) {
    const { user } = await factorOwnerOf(before)
    const totp = type === 'totp' ? await findTotp(before.reader, before.pool.id, user.id) : null
    return totp?.enabled ? [totp] : []
  },
}
