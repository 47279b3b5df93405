import { type Code, say } from '@menshen/contract/errors'
import { nameAgent, parseUserAgent } from '#domain/entry/device/user-agent.ts'
import type { EnteredApplication as Entered } from '#domain/entry/session/entered-applications.ts'
import type { HistoryEntry, HistoryQuery, NumberedHistory } from '#domain/ground/login-history/list.ts'
import { momentOf } from '#domain/shape/moment.ts'
import { restDate } from '../../view/user.ts'
import { optionalNumber, optionalText } from '../engine/fields.ts'
import type { Call } from '../engine/row.ts'
import { page } from './fields.ts'

/** Which tries are wanted. */
export const historyRange = {
  appId: optionalText('Only to this application.'),
  clientIp: optionalText('Only from this address.'),
  start: optionalNumber('Only then or later: milliseconds since 1970.'),
  end: optionalNumber('Only then or before.'),
  ...page,
}

interface SentRange {
  appId?: string
  clientIp?: string
  start?: number
  end?: number
  page: number
  limit: number
}

/** What lies before the year 1 or after 9999 narrows nothing. */
const read = (ms?: number) => (ms === undefined ? undefined : (momentOf(ms) ?? undefined))

export function decodeRange({ appId, clientIp, start, end, page, limit }: SentRange): HistoryQuery {
  return { applicationId: appId, ip: clientIp, from: read(start), until: read(end), page, limit }
}

function encodeLogin({ application, applicationId, ip, userAgent, outcome }: HistoryEntry) {
  return {
    appId: applicationId,
    appName: application?.name ?? null,
    appLogo: application?.logo ?? null,
    clientIp: ip,
    userAgent,
    success: outcome === 200,
  }
}

export function encodeEntered({ application, active }: Entered) {
  const { id: appId, name: appName, logo: appLogo } = application
  return { appId, appName, appLogo, active }
}

export function encodeHistory({ totalCount, list }: NumberedHistory) {
  return { totalCount, list: list.map((entry) => ({ ...encodeLogin(entry), time: restDate(entry.at) })) }
}

export function encodeOwnHistory({ totalCount, list }: NumberedHistory, { language }: Call) {
  const encode = (entry: HistoryEntry) => {
    const agent = parseUserAgent(entry.userAgent)
    const { country = null, region = null, city = null } = entry.place ?? {}
    return {
      ...encodeLogin(entry),
      userId: entry.userId,
      loginAt: restDate(entry.at),
      errorMessage: entry.outcome === 200 ? null : say(entry.outcome as Code, language),
      parsedUserAgent: { device: agent.type, name: nameAgent(agent), os: agent.os },
      loginMethod: entry.way,
      geoip: { country_code2: country, region_name: region, city_name: city },
    }
  }
  return { totalCount, list: list.map(encode) }
}
