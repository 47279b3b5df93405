import { type Language, pickLanguage } from '@menshen/contract/errors'
import type { User } from '#domain/people/user/user.ts'
import type { Context } from '#domain/shape/verb.ts'
import { newId } from '#platform/crypto/random.ts'
import { nameAgent, parseUserAgent } from '../device/user-agent.ts'
import type { SessionKind } from '../session/session.ts'
import type { Way } from './checks.ts'
import type { VisitRecord } from './entry-store.ts'
import { deviceLifetime, shownDevice } from './known-device.ts'

const day = 86_400_000

/** What a sign-in leaves in the history and among the person's devices. `user` is as before it was counted. */
export function visitOf(
  { pool, client, keys, now, language }: Context,
  user: User,
  { way, kind, deviceId }: { way: Way; kind: SessionKind; deviceId?: string | null | undefined },
): VisitRecord {
  const { loginHistoryDays, newDeviceNotice } = pool.settings
  const agent = parseUserAgent(client.userAgent)
  const name = nameAgent(agent)
  // The first sign-in of all is on a new device of course.
  const worthTelling = newDeviceNotice && way !== 'registration' && user.loginsCount > 0 && user.email !== null
  return {
    way,
    recordId: newId(now),
    recordExpiresAt: new Date(now.getTime() + loginHistoryDays * day),
    shownDeviceId: deviceId ?? shownDevice(keys.cookieSecret, user, client.devices ?? [], now),
    // Our own page gives every browser a cookie, so one without is new there. Other clients may keep none.
    agentKey: kind === 'token' ? (name ?? 'unknown') : null,
    newDevice: {
      id: newId(now),
      type: agent.type,
      name: name ?? '',
      browser: agent.browser,
      os: agent.os,
      expiresAt: new Date(now.getTime() + deviceLifetime * 1000),
    },
    noticeLanguage: worthTelling ? languageOf(user, language) : null,
  }
}

/** The person's own, where the profile says one. */
function languageOf({ profile }: User, asked: Language | undefined): Language {
  const { locale } = profile as { locale?: unknown }
  return typeof locale === 'string' && locale.trim() !== '' ? pickLanguage(locale) : (asked ?? 'zh-CN')
}
