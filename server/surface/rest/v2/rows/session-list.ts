import Type from 'typebox'
import { nameAgent, parseUserAgent } from '#domain/entry/device/user-agent.ts'
import { endOtherSessions, endOwnSession, endSessionOf } from '#domain/entry/session/end.ts'
import { listOwnSessions, listSessions, type SessionPage } from '#domain/entry/session/list.ts'
import { type HistoryEntry, type HistoryPage, listHistory, listOwnHistory } from '#domain/ground/login-history/list.ts'
import { encodeBriefApplication } from '../../../view/application.ts'
import { restDate } from '../../../view/user.ts'
import { optionalNumber, optionalText } from '../../engine/fields.ts'
import { count, doneResult, shape, wordOrNull } from '../../engine/results.ts'
import { done, type RestRow, row } from '../../engine/row.ts'
import { LoginRecord, Session } from '../nouns/session.ts'

const range = {
  limit: optionalNumber('How many at once.'),
  after: optionalText('The next of the page before.'),
}

const next = wordOrNull('Where the next page begins; null when this is the last.')
const sessionsResult = shape({ list: Type.Array(Session), next })
const historyResult = shape({ list: Type.Array(LoginRecord), next })

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
export const sessionListRows: RestRow[] = [
  row('GET /api/v2/users/me/sessions', listOwnSessions, {
    summary: 'List where you are signed in',
    query: range,
    decode: ({ query }) => query,
    result: sessionsResult,
    encode: encodeSessions,
  }),
  row('DELETE /api/v2/users/me/sessions/:id', endOwnSession, {
    summary: 'Sign out somewhere',
    decode: ({ path }) => path,
    result: doneResult,
    encode: done,
  }),
  row('POST /api/v2/users/me/sessions/end-others', endOtherSessions, {
    summary: 'Sign out everywhere else',
    decode: () => ({}),
    result: shape({ ended: count() }),
    encode: (ended) => ({ ended }),
  }),
  row('GET /api/v2/users/me/login-history', listOwnHistory, {
    summary: 'List the tries to sign in as you',
    query: range,
    decode: ({ query }) => query,
    result: historyResult,
    encode: encodeHistory,
  }),
  row('GET /api/v2/users/:id/sessions', listSessions, {
    summary: 'List where a person is signed in, session by session',
    query: range,
    decode: ({ path, query }) => ({ userId: path.id, ...query }),
    result: sessionsResult,
    encode: encodeSessions,
  }),
  row('DELETE /api/v2/users/:id/sessions/:sessionId', endSessionOf, {
    summary: 'Sign a person out somewhere',
    decode: ({ path }) => ({ userId: path.id, id: path.sessionId }),
    result: doneResult,
    encode: done,
  }),
  row('GET /api/v2/users/:id/login-history', listHistory, {
    summary: 'List the tries to sign in as a person',
    query: range,
    decode: ({ path, query }) => ({ userId: path.id, ...query }),
    result: historyResult,
    encode: encodeHistory,
  }),
]
