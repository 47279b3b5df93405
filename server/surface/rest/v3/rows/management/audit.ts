import Type from 'typebox'
import type { AuditLogKind } from '#domain/ground/audit/audit-record.ts'
import { type AuditEntry, type AuditPage, listManagement, listUserActions } from '#domain/oversight/audit/list.ts'
import { type AuditReading, encodeAuditEntry } from '../../../../view/audit.ts'
import { object, optionalFlag, optionalText, said } from '../../../engine/fields.ts'
import { pageResult } from '../../../engine/results.ts'
import { type Call, type RestRow, row } from '../../../engine/row.ts'
import { adminNamesOf, doingsOf, operationsOf, thingsOf, userEventOf } from '../../audit-names.ts'
import { page } from '../../fields.ts'
import { AdminAuditLog, UserActionLog } from '../../nouns/audit.ts'

/** Until the end of the year 9999. */
const timestamp = (description: string) => said(Type.Integer({ description, minimum: 0, maximum: 253_402_300_799_999 }))

const filter = {
  clientIp: optionalText('Only what was done from this address.'),
  success: said(optionalFlag('Only what succeeded, or only what was refused.')),
  start: timestamp('Not before this time: milliseconds since 1970, or seconds.'),
  end: timestamp('Not after this time: milliseconds since 1970, or seconds.'),
  pagination: object('Which part of the list is wanted.', page),
}

interface SentFilter {
  clientIp?: string
  success?: boolean
  start?: number
  end?: number
}

/** A number too small for milliseconds of this age is seconds. */
const timeOf = (number: number | undefined) =>
  number === undefined ? undefined : new Date(number < 100_000_000_000 ? number * 1000 : number)

const decodeFilter = ({ clientIp, success, start, end }: SentFilter) => ({
  ip: clientIp,
  succeeded: success,
  from: timeOf(start),
  to: timeOf(end),
})

function encodeWhere({ clientIp, success, user_agent: userAgent, geoip, timestamp }: Told) {
  const { country_name, country_code2, region_name, city_name } = geoip
  return { clientIp, success, userAgent, geoip: { country_name, country_code2, region_name, city_name }, timestamp }
}

type Told = ReturnType<typeof encodeAuditEntry>

const encodeAgent = ({ ua: { device, name, os } }: Told) => ({ device, name, os })

/** What it was by our own name and in words, since these clients have names for the most usual alone; and what is known besides. */
function encodeDetails({ operation_name: operation, operation_desc: description }: Told, { details }: AuditEntry) {
  return JSON.stringify({ operation, description, ...details })
}

function encodeAction(entry: AuditEntry, reading: AuditReading) {
  const told = encodeAuditEntry(reading, entry)
  return {
    userId: told.userId,
    userAvatar: told.photoUrl,
    userDisplayName: told.userName,
    ...(entry.user && { userLoginsCount: entry.user.loginsCount }),
    appId: told.appId,
    appName: told.appName,
    appLogo: told.appLogo,
    eventType: userEventOf(told.eventType),
    eventDetail: encodeDetails(told, entry),
    parsedUserAgent: encodeAgent(told),
    ...encodeWhere(told),
  }
}

function encodeManagement(entry: AuditEntry, reading: AuditReading) {
  const told = encodeAuditEntry(reading, entry)
  return {
    ...adminNamesOf(entry.operation),
    eventDetails: encodeDetails(told, entry),
    operationParam: told.operationParam,
    ua: encodeAgent(told),
    ...encodeWhere(told),
  }
}

const encodePageOf =
  <Encoded>(log: AuditLogKind, encode: (entry: AuditEntry, reading: AuditReading) => Encoded) =>
  ({ totalCount, list, pool }: AuditPage, { language }: Call) => ({
    totalCount,
    list: list.map((entry) => encode(entry, { pool, log, language })),
  })

export const auditRows: RestRow[] = [
  row('POST /api/v3/get-user-action-logs', listUserActions, {
    summary: 'List what people did',
    body: {
      eventType: optionalText('Only such events, by the names of these clients or of the generation before.'),
      userId: optionalText('Only what this person did.'),
      appId: optionalText('Only what was done through this application.'),
      ...filter,
    },
    decode: ({ body: { eventType, userId, appId, pagination, ...asked } }) => ({
      ...pagination,
      filter: {
        ...decodeFilter(asked),
        operations: eventType === undefined ? undefined : operationsOf(eventType),
        userIds: userId === undefined ? undefined : [userId],
        applicationIds: appId === undefined ? undefined : [appId],
      },
    }),
    result: pageResult(UserActionLog),
    encode: encodePageOf('user', encodeAction),
  }),
  row('POST /api/v3/get-admin-audit-logs', listManagement, {
    summary: 'List what administrators did',
    body: {
      operationType: optionalText('Only what does this, such as create.'),
      resourceType: optionalText('Only what was done with such a thing, such as role.'),
      ...filter,
    },
    decode: ({ body: { operationType, resourceType, pagination, ...asked } }) => ({
      ...pagination,
      filter: { ...decodeFilter(asked), doing: doingsOf(operationType), about: thingsOf(resourceType) },
    }),
    result: pageResult(AdminAuditLog),
    encode: encodePageOf('admin', encodeManagement),
  }),
]
