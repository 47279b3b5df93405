import { randomInt } from 'node:crypto'
import { refuse } from '@menshen/contract/errors'
import type { Before, QuietVerb } from '#domain/shape/verb.ts'
import { newToken } from '#platform/crypto/random.ts'
import { networkOf } from '#platform/network.ts'
import { insertCaptcha, type StoredCaptcha } from './captcha-store.ts'
import { alphabet } from './draw/alphabet.ts'
import { drawCaptcha } from './draw/draw.ts'

export interface IssuedCaptcha {
  /** What the browser gives back with the answer: in an HttpOnly cookie, or as captchaToken. */
  id: string
  /** The image, an SVG document. */
  svg: string
  expiresAt: Date
}

export const captchaLifetimeMs = 5 * 60_000
export const captchaTries = 3
/** Images to one network in five minutes, since each is a row: an office of people who have mistyped. */
const most = { limit: 300, windowSeconds: 300 }

/** Four or five characters, so that nobody knows into how many parts to cut the image. */
export function newAnswer(): string {
  return Array.from({ length: randomInt(4, 6) }, () => alphabet[randomInt(alphabet.length)]).join('')
}

/** Makes a new image for somebody who must show that a person is there. 429 when their network has asked for too many. */
export const issueCaptcha: QuietVerb<void, IssuedCaptcha, { stored: StoredCaptcha; svg: string }> = {
  name: 'captcha.issue',
  admits: 'anyone',
  quiet: 'a captcha is good for one try, which tells what comes of it',
  prepare({ pool, now, ports }: Before) {
    const id = newToken(16)
    const answer = newAnswer()
    const stored: StoredCaptcha = {
      userPoolId: pool.id,
      id,
      answerHash: ports.captcha.answerHash(pool.id, id, answer),
      triesLeft: captchaTries,
      expiresAt: new Date(now.getTime() + captchaLifetimeMs),
    }
    return { stored, svg: drawCaptcha(answer) }
  },
  async run({ tx, pool, client, limits, now }, { stored, svg }) {
    const key = `captcha:address:${networkOf(client.ip)}`
    if (!(await limits.hit(tx, { userPoolId: pool.id, key, ...most }, now)).allowed) refuse(429)
    await insertCaptcha(tx, stored)
    return { id: stored.id, svg, expiresAt: stored.expiresAt }
  },
}
