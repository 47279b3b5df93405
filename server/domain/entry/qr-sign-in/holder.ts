import { createHmac, timingSafeEqual } from 'node:crypto'
import { sha256 } from '#platform/crypto/compare.ts'
import { newToken } from '#platform/crypto/random.ts'
import type { QrCode } from './qr-code.ts'

/** What a browser presents to show that a code is its own. `kept`: it has presented it before, so that it can again. */
export interface Holder {
  secret: string
  kept: boolean
}

/** The browser's own secret, or a new one for a browser that has none. */
export function holderOf(presented: string | undefined): Holder {
  return presented && /^[\w-]{32}$/.test(presented)
    ? { secret: presented, kept: true }
    : { secret: newToken(24), kept: false }
}

/** The secret of a page that stands open for one sign-in, which only the browser that opened it can name. */
export function holderOfPage(cookieSecret: string, uid: string): Holder {
  const secret = createHmac('sha256', cookieSecret).update(`qr code of interaction ${uid}`).digest('base64url')
  return { secret, kept: true }
}

export function isHeldBy({ holderHash }: Pick<QrCode, 'holderHash'>, secret: string | undefined): boolean {
  return secret !== undefined && timingSafeEqual(sha256(secret), holderHash)
}

/**
 * Whether somebody may learn how a code stands. A browser that keeps no cookies of ours (another site's page under some
 * browsers, a program) cannot show that the code is its own, so a code that was never bound is told to whoever names it.
 */
export function mayWatch(code: QrCode, secret: string | undefined): boolean {
  return !code.bound || isHeldBy(code, secret)
}
