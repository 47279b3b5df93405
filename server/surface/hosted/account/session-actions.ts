import { type Code, type Language, outcomes, say } from '@menshen/contract/errors'
import type { HistoryEntry as Listed, OpenSession } from '@menshen/contract/pages/centre-answers'
import { forgetOwnDevice } from '#domain/entry/device/forget.ts'
import { listOwnDevices } from '#domain/entry/device/list.ts'
import { nameAgent, parseUserAgent } from '#domain/entry/device/user-agent.ts'
import { endOtherSessions, endOwnSession } from '#domain/entry/session/end.ts'
import { type DescribedSession, describeOwnSessions } from '#domain/entry/session/list.ts'
import { type HistoryEntry, listOwnHistory } from '#domain/ground/login-history/list.ts'
import { restDate } from '../../view/user.ts'
import { languageOf } from '../frame/language-of.ts'
import { ask, doing, type Handlers } from './action.ts'

function encodeSession(session: DescribedSession, currentId: string | null): OpenSession {
  const { id, kind, application, place, deviceName, ip, userAgent, createdAt, lastSeenAt, expiresAt } = session
  return {
    id,
    current: id === currentId,
    offline: kind === 'offline',
    name: deviceName || nameAgent(parseUserAgent(userAgent)),
    type: parseUserAgent(userAgent).type,
    application: application?.name ?? null,
    ip,
    place,
    createdAt: restDate(createdAt),
    lastSeenAt: restDate(lastSeenAt),
    expiresAt: restDate(expiresAt),
  }
}

function encodeEntry(entry: HistoryEntry, language: Language): Listed {
  const { id, at, outcome, way, ip, place, userAgent, application } = entry
  return {
    id,
    at: restDate(at),
    outcome,
    why: outcome in outcomes ? say(outcome as Code, language) : null,
    way,
    ip,
    place,
    name: nameAgent(parseUserAgent(userAgent)),
    application: application?.name ?? null,
  }
}

/** Where the person is signed in, on what, and who tried. */
export const sessionActions: Handlers<'sessions' | 'end-session' | 'end-other-sessions' | 'forget-device' | 'history'> =
  {
    async sessions(visit) {
      const [{ list, next, currentId }, devices] = await Promise.all([
        ask(visit, describeOwnSessions, { limit: 50 }),
        ask(visit, listOwnDevices, { limit: 50 }),
      ])
      return {
        sessions: list.map((session) => encodeSession(session, currentId)),
        more: next !== null,
        devices: devices.map(({ id, type, name, online, lastIp, lastSeenAt, createdAt }) => ({
          id,
          type,
          name,
          online,
          current: list.some((session) => session.id === currentId && session.deviceId === id),
          lastIp,
          lastSeenAt: restDate(lastSeenAt),
          createdAt: restDate(createdAt),
        })),
      }
    },
    'end-session': doing(endOwnSession, ({ id = '' }) => ({ id })),
    'end-other-sessions': doing(
      endOtherSessions,
      () => ({}),
      (ended) => ({ ended }),
    ),
    'forget-device': doing(forgetOwnDevice, ({ id = '' }) => ({ id })),
    async history(visit, { after }) {
      const { list, next } = await ask(visit, listOwnHistory, { limit: 20, after: after || undefined })
      return { list: list.map((entry) => encodeEntry(entry, languageOf(visit.request.headers))), next }
    },
  }
