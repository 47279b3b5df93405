import Type from 'typebox'
import {
  countOrNull,
  moment,
  momentOrNull,
  noun,
  nullable,
  shape,
  word,
  wordOrNull,
  yesOrNo,
} from '../../engine/results.ts'
import { BriefApplication } from './application.ts'

const UserAgent = noun('UserAgent', 'The program that somebody used, as far as it says.', {
  device: word(),
  browser: wordOrNull(),
  version: wordOrNull(),
  os: wordOrNull(),
  name: wordOrNull('In one line: Chrome · Windows.'),
})

const Place = noun('Place', 'Where an address is.', {
  country: wordOrNull('ISO 3166-1 alpha-2.'),
  region: wordOrNull(),
  city: wordOrNull(),
  localNetwork: yesOrNo('A private address: somebody inside.'),
})

export const Session = noun('Session', 'Somebody being signed in somewhere.', {
  id: word(),
  current: yesOrNo('The one that asks.'),
  kind: word(),
  appId: wordOrNull(),
  deviceId: wordOrNull(),
  deviceName: wordOrNull(),
  ip: wordOrNull(),
  userAgent: wordOrNull(),
  parsedUserAgent: UserAgent,
  createdAt: moment(),
  lastSeenAt: moment(),
  expiresAt: moment(),
})

export const LoginRecord = noun('LoginRecord', 'One try to sign in.', {
  id: word(),
  userId: word(),
  loginAt: moment(),
  success: yesOrNo(),
  errorCode: countOrNull('The code of the refusal.'),
  loginMethod: word('How: password, code, registration and so on.'),
  appId: wordOrNull(),
  application: nullable(BriefApplication),
  sessionId: wordOrNull(),
  deviceId: wordOrNull(),
  clientIp: wordOrNull(),
  place: nullable(Place),
  userAgent: wordOrNull(),
  parsedUserAgent: UserAgent,
})

export const Totp = noun('Totp', 'An authenticator app that makes codes.', {
  id: word(),
  createdAt: moment(),
  updatedAt: moment(),
  userId: word(),
  enable: yesOrNo(),
  secret: wordOrNull('Told once, when it is made.'),
  authenticatorType: Type.Literal('totp'),
  recoveryCode: wordOrNull('Told once, when it is made.'),
  source: word(),
})

export const Passkey = noun('Passkey', 'A passkey of a person.', {
  id: word(),
  name: word(),
  credentialId: word('Base64url, as the authenticator names it.'),
  rpId: word('The host that it was made for.'),
  aaguid: word('The model of the authenticator.'),
  transports: Type.Array(word()),
  synced: yesOrNo('Kept in more places than one device.'),
  createdAt: moment(),
  lastUsedAt: momentOrNull(),
})

export const Consent = noun('Consent', 'What somebody agreed to tell an application.', {
  appId: word(),
  application: BriefApplication,
  scopes: Type.Array(word()),
  givenAt: moment(),
})

export const ManagementToken = noun('ManagementToken', 'A token of whoever holds the secret of the pool.', {
  id: word(),
  current: yesOrNo('The one that asks.'),
  createdAt: moment(),
  expiresAt: moment(),
  endsBy: moment('It cannot be renewed beyond this.'),
  ip: wordOrNull(),
  userAgent: wordOrNull(),
})

export const Linking = noun('Linking', 'Two accounts that became one, while that can be undone.', {
  id: word(),
  linkedAt: moment(),
  undoableUntil: moment(),
  account: shape({ id: word(), username: wordOrNull(), email: wordOrNull(), phone: wordOrNull() }),
})
