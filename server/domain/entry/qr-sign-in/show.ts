import { refuse } from '@menshen/contract/errors'
import { checkExtras, type Extras } from '#domain/people/user/extras.ts'
import type { QuietVerb } from '#domain/shape/verb.ts'
import { sha256 } from '#platform/crypto/compare.ts'
import { newToken } from '#platform/crypto/random.ts'
import { networkOf } from '#platform/network.ts'
import type { Holder } from './holder.ts'
import { hashOf } from './qr-code.ts'
import { insertQrCode } from './qr-code-store.ts'

export interface ShownQrCode {
  /** What the picture carries: 192 random bits. */
  random: string
  userPoolId: string
  createdAt: Date
  /** Seconds. */
  expiresIn: number
}

/** Codes from one network in five minutes: an office of people who have the page open, with a new code every two minutes. */
const most = { limit: 300, windowSeconds: 300 }

/** Makes a code for a browser to show. 400 and 1000 for `extras`, 429 when its network has asked for too many. */
export const showQrCode: QuietVerb<Holder & { extras?: Extras }, ShownQrCode, Holder> = {
  name: 'qr-sign-in.show',
  admits: 'anyone',
  quiet: 'the sign-in that it leads to is told of',
  prepare(_before, { extras, ...holder }) {
    checkExtras(extras ?? {}, 'qrcode/gene')
    return holder
  },
  async run({ tx, pool, application, client, limits, now }, { secret, kept }) {
    const key = `qr-code:address:${networkOf(client.ip)}`
    if (!(await limits.hit(tx, { userPoolId: pool.id, key, ...most }, now)).allowed) refuse(429)
    const random = newToken(24)
    const expiresIn = pool.settings.qrcodeLoginStrategy.qrcodeExpiresAfter
    await insertQrCode(tx, {
      userPoolId: pool.id,
      randomHash: hashOf(random),
      applicationId: application?.id ?? null,
      holderHash: sha256(secret),
      bound: kept,
      ip: client.ip,
      userAgent: client.userAgent,
      createdAt: now,
      expiresAt: new Date(now.getTime() + expiresIn * 1000),
    })
    return { random, userPoolId: pool.id, createdAt: now, expiresIn }
  },
}
