import { type Code, type Language, say } from '@menshen/contract/errors'
import { nameAgent, parseUserAgent } from '#domain/entry/device/user-agent.ts'
import type { AuditLogKind } from '#domain/ground/audit/audit-record.ts'
import type { GeoLocation } from '#domain/ground/login-history/geo-location.ts'
import type { AuditEntry } from '#domain/oversight/audit/list.ts'
import { arnOf } from '#domain/people/user/user.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { encodeBriefApplication } from './application.ts'
import { encodeOperation } from './audit-names.ts'
import { restDate } from './user.ts'

/** Whose log, and for whom it is written. */
export interface AuditReading {
  pool: UserPool
  log: AuditLogKind
  language: Language
}

/** Who did it, as policies and logs of the official clients name somebody. */
function operatorOf({ pool, log }: AuditReading, { userId }: AuditEntry): string | null {
  if (log === 'admin') return `arn:cn:authing:${pool.id}:management`
  return userId && arnOf({ userPoolId: pool.id, id: userId })
}

function encodePlace(ip: string | null, place: GeoLocation | null) {
  const { country = null, region = null, city = null } = place ?? {}
  return {
    ip,
    country_code2: country,
    country_name: country,
    region_name: region,
    city_name: city,
    local_network: place?.localNetwork ?? null,
  }
}

function encodeAgent(header: string | null) {
  const { type, browser, version, os } = parseUserAgent(header)
  return {
    name: nameAgent({ browser, os }),
    device: type,
    os,
    os_name: os,
    browser,
    major: version?.split('.')[0] ?? null,
  }
}

export function displayNameOf({ user }: AuditEntry): string | null {
  return user && (user.profile.nickname ?? user.profile.name ?? user.username ?? user.email ?? user.phone ?? null)
}

/** A record as both generations of the clients read one: `UserAction` with underscores, `AuditLog` without. */
export function encodeAuditEntry(reading: AuditReading, entry: AuditEntry) {
  const { pool, log, language } = reading
  const operation = encodeOperation(entry, language)
  const person = entry.userId && {
    id: entry.userId,
    userPoolId: pool.id,
    displayName: displayNameOf(entry),
    photo: entry.user?.profile.photo ?? null,
  }
  const time = restDate(entry.at)
  const succeeded = language === 'zh-CN' ? '操作成功' : 'OK'
  return {
    id: entry.id,
    timestamp: time,
    '@timestamp': time,
    userpool_id: pool.id,
    userPoolId: pool.id,
    userPoolName: pool.name,
    operator_arn: operatorOf(reading, entry),
    user: person || null,
    userId: entry.userId,
    userName: displayNameOf(entry),
    photoUrl: person ? person.photo : null,
    clientip: entry.ip,
    clientIp: entry.ip,
    geoip: encodePlace(entry.ip, entry.place),
    user_agent: entry.userAgent,
    ua: encodeAgent(entry.userAgent),
    app_id: entry.applicationId,
    appId: entry.applicationId,
    appName: entry.application?.name ?? null,
    appLogo: entry.application?.logo ?? null,
    app: entry.application && encodeBriefApplication(entry.application),
    operation_name: operation.name,
    operation_desc: operation.description,
    eventType: operation.name,
    eventResultCode: entry.outcome,
    eventResultMsg: entry.outcome === 200 ? succeeded : say(entry.outcome as Code, language),
    success: entry.outcome === 200,
    operationMode: log,
    operationParam: entry.targets.length > 0 ? JSON.stringify({ ids: entry.targets }) : null,
    eventDetails: entry.details && JSON.stringify(entry.details),
  }
}
