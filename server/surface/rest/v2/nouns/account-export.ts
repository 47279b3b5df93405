import Type from 'typebox'
import { count, moment, momentOrNull, noun, nullable, shape, word, wordOrNull, yesOrNo } from '../../engine/results.ts'
import { CustomValue, Principal, User } from './person.ts'

const { password: _none, token: _no, tokenExpiredAt: _end, ...profile } = User.properties

const ExportedSession = shape({
  id: word(),
  applicationId: wordOrNull(),
  kind: word(),
  device: wordOrNull(),
  ip: wordOrNull(),
  userAgent: wordOrNull(),
  createdAt: moment(),
  expiresAt: moment(),
})

const ExportedDevice = shape({
  id: word(),
  type: word(),
  name: word(),
  browser: wordOrNull(),
  os: wordOrNull(),
  lastIp: wordOrNull(),
  lastSeenAt: moment(),
  createdAt: moment(),
})

const ExportedLogin = shape({
  at: moment(),
  outcome: count('200, or the code of the refusal.'),
  way: word(),
  applicationId: wordOrNull(),
  sessionId: wordOrNull(),
  deviceId: wordOrNull(),
  ip: wordOrNull(),
  userAgent: wordOrNull(),
})

const named = shape({ id: word(), name: word() })

/** What somebody did besides signing in; what is told of it depends on what it was. */
const Activity = Type.Object({ at: moment(), operation: word(), outcome: count() })

export const AccountExport = noun('AccountExport', 'Everything that is held about a person.', {
  exportedAt: moment(),
  profile: shape(profile),
  customData: Type.Array(CustomValue),
  password: nullable(shape({ changedAt: moment() })),
  secondFactors: Type.Array(word()),
  passkeys: Type.Array(shape({ name: word(), createdAt: moment(), lastUsedAt: momentOrNull() })),
  roles: Type.Array(shape({ namespace: word(), code: word() })),
  groups: Type.Array(shape({ code: word(), name: word() })),
  departments: Type.Array(shape({ id: word(), name: word(), isLeader: yesOrNo() })),
  tenants: Type.Array(named),
  posts: Type.Array(shape({ code: word(), name: word() })),
  principalAuthentication: nullable(Principal),
  sessions: Type.Array(ExportedSession),
  devices: Type.Array(ExportedDevice),
  loginHistory: Type.Array(ExportedLogin),
  consents: Type.Array(Type.Object({ givenAt: moment() })),
  applications: Type.Array(shape({ applicationId: word(), enteredAt: moment() })),
  subAccounts: Type.Array(shape({ applicationId: word(), account: word(), enabled: yesOrNo(), createdAt: moment() })),
  files: Type.Array(shape({ path: word(), byteCount: count(), createdAt: moment() })),
  activity: Type.Array(Activity),
})
