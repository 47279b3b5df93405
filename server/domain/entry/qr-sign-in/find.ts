import { refuse } from '@menshen/contract/errors'
import type { Question } from '#domain/shape/verb.ts'
import { hashOf, isOpen } from './qr-code.ts'
import { findQrCode } from './qr-code-store.ts'
import type { ShownQrCode } from './show.ts'

/** A code whose picture is asked for, as it was when it was made: 2241 for one that is not there, 6111 for one that is over. */
export const findShown: Question<{ random: string }, ShownQrCode> = {
  name: 'qr-sign-in.find-shown',
  admits: 'anyone',
  async answer({ reader, pool, now }, { random }) {
    const code = (await findQrCode(reader, pool.id, hashOf(random))) ?? refuse(2241)
    if (!isOpen(code, now)) refuse(6111)
    const expiresIn = pool.settings.qrcodeLoginStrategy.qrcodeExpiresAfter
    return { random, userPoolId: pool.id, createdAt: code.createdAt, expiresIn }
  },
}
