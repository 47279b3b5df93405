import { nameAgent, parseUserAgent } from '#domain/entry/device/user-agent.ts'
import { endOtherSessions, endOwnSession, endSessionOf } from '#domain/entry/session/end.ts'
import { listOwnSessions, listSessions, type SessionPage } from '#domain/entry/session/list.ts'
import { type HistoryEntry, type HistoryPage, listHistory, listOwnHistory } from '#domain/ground/login-history/list.ts'
import { encodeBriefApplication } from '../../wire/application.ts'
import { restDate } from '../../wire/user.ts'
import type { Parts } from '../parts.ts'
import { done, type Row, row } from '../row.ts'

function decodeRange({ query }: Parts) {
  return { limit: query.optionalNumber('limit'), after: query.optionalText('after') }
}

function encodeAgent(userAgent: string | null) {
  const agent = parseUserAgent(userAgent)
  return { device: agent.type, browser: agent.browser, version: agent.version, os: agent.os, name: nameAgent(agent) }
}

function encodeSessions({ list, next, currentId }: SessionPage) {
  const sessions = list.map(({ id, applicationId, kind, deviceId, deviceName, ip, userAgent, ...session }) => ({
    id,
    current: id === currentId,
    kind,
    appId: applicationId,
    deviceId,
    deviceName,
    ip,
    userAgent,
    parsedUserAgent: encodeAgent(userAgent),
    createdAt: restDate(session.createdAt),
    lastSeenAt: restDate(session.lastSeenAt),
    expiresAt: restDate(session.expiresAt),
  }))
  return { list: sessions, next }
}

function encodeEntry({ application, place, ...entry }: HistoryEntry) {
  return {
    id: entry.id,
    userId: entry.userId,
    loginAt: restDate(entry.at),
    success: entry.outcome === 200,
    errorCode: entry.outcome === 200 ? null : entry.outcome,
    loginMethod: entry.way,
    appId: entry.applicationId,
    application: application && encodeBriefApplication(application),
    sessionId: entry.sessionId,
    deviceId: entry.deviceId,
    clientIp: entry.ip,
    place,
    userAgent: entry.userAgent,
    parsedUserAgent: encodeAgent(entry.userAgent),
  }
}

function encodeHistory({ list, next }: HistoryPage) {
  return { list: list.map(encodeEntry), next }
}

/** Ours: the protocol has no such operations of its second version. */
export const sessionListRows: Row[] = [
  row('GET /api/v2/users/me/sessions', listOwnSessions, decodeRange, encodeSessions),
  row('DELETE /api/v2/users/me/sessions/:id', endOwnSession, ({ path }) => ({ id: path.text('id') }), done),
  row(
    'POST /api/v2/users/me/sessions/end-others',
    endOtherSessions,
    () => ({}),
    (ended) => ({ ended }),
  ),
  row('GET /api/v2/users/me/login-history', listOwnHistory, decodeRange, encodeHistory),
  row(
    'GET /api/v2/users/:id/sessions',
    listSessions,
    (parts) => ({ userId: parts.path.text('id'), ...decodeRange(parts) }),
    encodeSessions,
  ),
  row(
    'DELETE /api/v2/users/:id/sessions/:sessionId',
    endSessionOf,
    ({ path }) => ({ userId: path.text('id'), id: path.text('sessionId') }),
    done,
  ),
  row(
    'GET /api/v2/users/:id/login-history',
    listHistory,
    (parts) => ({ userId: parts.path.text('id'), ...decodeRange(parts) }),
    encodeHistory,
  ),
]
