import Type from 'typebox'
import { count, moment, noun, nullable, shape, word, wordOrNull, yesOrNo } from '../../engine/results.ts'
import { doingNames, thingNames, userEvents } from '../audit-names.ts'

const agent = shape({ device: word(), name: wordOrNull(), os: wordOrNull() })

const where = {
  clientIp: wordOrNull(),
  success: yesOrNo(),
  userAgent: wordOrNull(),
  geoip: shape({
    country_name: wordOrNull(),
    country_code2: wordOrNull(),
    region_name: wordOrNull(),
    city_name: wordOrNull(),
  }),
  timestamp: moment(),
}

export const UserActionLog = noun('UserActionLog', 'Something that somebody did.', {
  userId: wordOrNull(),
  userAvatar: wordOrNull(),
  userDisplayName: wordOrNull(),
  userLoginsCount: Type.Optional(count('Left out where the person is gone.')),
  appId: wordOrNull(),
  appName: wordOrNull(),
  appLogo: wordOrNull(),
  eventType: nullable(Type.Enum([...userEvents]), 'Null for what these clients have no name for.'),
  eventDetail: word('As JSON: operation and description say what it was.'),
  parsedUserAgent: agent,
  ...where,
})

export const AdminAuditLog = noun('AdminAuditLog', 'Something that an administrator did.', {
  operationType: nullable(Type.Enum([...doingNames]), 'What was done; null for what these clients have no name for.'),
  resourceType: nullable(Type.Enum([...thingNames]), 'With what; null for what these clients have no name for.'),
  eventDetails: word('As JSON: operation and description say what it was.'),
  operationParam: wordOrNull('What it was done to, as JSON.'),
  ua: agent,
  ...where,
})
