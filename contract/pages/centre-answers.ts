// What the sections of the user centre are told. Moments are ISO 8601.
import type { CodeKind, ShownScope } from './sign-in.ts'

/** Somebody's own data, as each action tells it that may have changed it. */
export type Person = {
  id: string
  username: string | null
  email: string | null
  emailVerified: boolean
  phone: string | null
  phoneCountryCode: string | null
  phoneVerified: boolean
  photo: string | null
  signedUp: string
  /** By field; empty where there is nothing. */
  profile: Record<string, string>
}

/** What the pool asks of its people besides the profile that everybody has. */
export type OwnField = { key: string; label: string; dataType: string; choices: string[]; editable: boolean }
export type OwnValue = { key: string; value: string }

export type ProfileAnswer = {
  person: Person
  fields: OwnField[]
  values: OwnValue[]
  principal: { principalName: string } | null
}

export type KeptPasskey = { id: string; name: string; synced: boolean; createdAt: string; lastUsedAt: string | null }

/** How well the account is kept: `score` from 0 to 100. */
export type SecurityLevel = {
  email: boolean
  phone: boolean
  password: boolean
  mfa: boolean
  /** Null where it is not known, or there is no password. */
  passwordSecurityLevel: number | null
  score: number
}

export type SecurityAnswer = {
  person: Person
  level: SecurityLevel
  app: { createdAt: string } | null
  passkeys: KeptPasskey[]
  codes: CodeKind[]
  /** Whether somebody can give the address up and still sign in. */
  spare: Record<CodeKind, boolean>
  provesOld: Record<CodeKind, boolean>
}

/** Where an address of the network is. */
export type Whereabouts = { country: string | null; region: string | null; city: string | null; localNetwork: boolean }

/** What somebody is signed in on, or calls from. */
export type DeviceType = 'Browser' | 'Desktop' | 'Mobile'

export type OpenSession = {
  id: string
  current: boolean
  /** What an application may do while the person is away. */
  offline: boolean
  name: string | null
  type: DeviceType
  application: string | null
  ip: string | null
  place: Whereabouts | null
  createdAt: string
  lastSeenAt: string
  expiresAt: string
}

export type KnownDevice = {
  id: string
  type: DeviceType
  name: string
  online: boolean
  current: boolean
  lastIp: string | null
  lastSeenAt: string
  createdAt: string
}

/** `more`: there are sessions that the list does not hold. */
export type SessionsAnswer = { sessions: OpenSession[]; more: boolean; devices: KnownDevice[] }

export type HistoryEntry = {
  id: string
  at: string
  outcome: number
  /** Why it failed, in the language in which the list was asked for. */
  why: string | null
  way: string
  ip: string | null
  place: Whereabouts | null
  name: string | null
  application: string | null
}

/** `next`: where the list goes on; null at its end. */
type HistoryAnswer = { list: HistoryEntry[]; next: string | null }

export type LinkedAccount = { provider: string; extIdpId: string; type: string; account: string; createdAt: string }

export type GivenConsent = { id: string; name: string; scopes: ShownScope[]; givenAt: string }

/** A file for the person to keep. */
export type ExportedFile = { name: string; type: string; text: string }

type Known = { person: Person }

export interface CentreAnswers {
  profile: ProfileAnswer
  'save-profile': Known
  'save-fields': { values: OwnValue[] }
  'save-photo': Known
  'remove-photo': Known
  'verify-contact': Known
  'bind-contact': Known
  'change-contact': Known
  'unbind-contact': Known
  security: SecurityAnswer
  'app-begin': { secret: string; picture: string; recoveryCode: string }
  'app-recovery': { recoveryCode: string }
  /** `options` as the browser's passkey dialog takes them (WebAuthn, `PublicKeyCredentialCreationOptionsJSON`); a name to begin with. */
  'passkey-options': { options: object; name: string }
  'passkey-add': { passkey: KeptPasskey }
  'passkey-rename': { passkey: KeptPasskey }
  sessions: SessionsAnswer
  'end-other-sessions': { ended: number }
  history: HistoryAnswer
  linked: { linked: LinkedAccount[] }
  consents: { consents: GivenConsent[] }
  export: ExportedFile
  'sign-out': { location: string }
}
