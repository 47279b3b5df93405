import { refuse } from '@menshen/contract/errors'
import Type from 'typebox'
import { type Fields, flag, isOf, ofKind, text, texts } from '#domain/shape/kind.ts'
import { momentOf } from '#domain/shape/moment.ts'
import { requireKnown } from '#domain/shape/require-known.ts'
import { checkedText } from '#domain/shape/text.ts'
import { parseEmail, parsePhone, parseUsername } from './identifier.ts'
import { parseProfileFields } from './profile.ts'
import { profileFields } from './profile-types.ts'
import type { User } from './user.ts'

/** Everything that an administrator may set on a person, as the doors hand it over. */
export type AccountInput = Fields

/** Fields that say something about the account rather than the person: administrators only (2018). */
export const administrativeFields = [
  'emailVerified',
  'phoneVerified',
  'unionid',
  'openid',
  'externalId',
  'blocked',
  'isDeleted',
  'loginsCount',
  'lastLogin',
  'lastIP',
  'signedUp',
  'registerSource',
  'tokenExpiredAt',
  'password',
  'resetPasswordOnFirstLogin',
  'resetPasswordOnNextLogin',
  'mainDepartmentId',
  'mainDepartmentCode',
  'expiredAt',
  'directManagement',
] as const

/** Fields of the protocol that nothing reads, and what they are anyway. */
const unbuilt: Readonly<Record<string, unknown>> = { expiredAt: null, directManagement: null, isDeleted: false }

type Reader<Value> = (value: unknown, name: string) => Value

const nullable =
  <Value>(read: (given: string, name: string) => Value): Reader<Value | null> =>
  (value, name) =>
    value === null || value === '' ? null : read(ofKind(text, value, name), name)

const short = (max: number) => nullable((value, name) => checkedText(value, name, max))
const switched: Reader<boolean> = (value, name) => ofKind(flag, value ?? false, name)
const count = Type.Integer({ minimum: 0 })

function moment(value: string, name: string): Date {
  return momentOf(value) ?? refuse(400, { variant: 'date', values: { field: name } })
}

/** By their names on the wire, in lower camel case; undefined: as it was. */
const readers: { readonly [Name in keyof User]?: Reader<User[Name] | undefined> } = {
  username: nullable((value) => parseUsername(value)),
  email: nullable((value) => parseEmail(value, 2204)),
  externalId: short(255),
  unionid: short(255),
  openid: short(255),
  emailVerified: switched,
  phoneVerified: switched,
  blocked: switched,
  resetPasswordOnFirstLogin: switched,
  resetPasswordOnNextLogin: switched,
  loginsCount: (value, name) => ofKind(count, value, name),
  lastLogin: nullable(moment),
  signedUp: (value, name) => nullable(moment)(value, name) ?? undefined,
  lastIp: short(64),
  registerSource: (value, name) =>
    ofKind(texts, value, name)
      .slice(0, 20)
      .map((item) => checkedText(item, name, 255)),
}

/** What an administrator says of somebody that stands elsewhere than with the account. */
export interface AccountExtras {
  /** When everything that the person has open ends at the latest. */
  tokenExpiredAt: Date | null
  /** Null: nothing is said of it. */
  mainDepartment: { id?: string | null; code?: string | null } | null
}

export function parseAccountExtras({
  tokenExpiredAt,
  mainDepartmentId,
  mainDepartmentCode,
}: AccountInput): AccountExtras {
  const said = mainDepartmentId !== undefined || mainDepartmentCode !== undefined
  return {
    tokenExpiredAt: nullable(moment)(tokenExpiredAt ?? null, 'tokenExpiredAt'),
    mainDepartment: said
      ? {
          id: short(255)(mainDepartmentId ?? null, 'mainDepartmentId'),
          code: short(255)(mainDepartmentCode ?? null, 'mainDepartmentCode'),
        }
      : null,
  }
}

const known: ReadonlySet<string> = new Set(
  [...profileFields, ...administrativeFields, 'username', 'email', 'phone', 'phoneCountryCode'].filter(
    (name) => !Object.hasOwn(unbuilt, name),
  ),
)

/**
 * Checks an administrator's input. Absent fields stay absent, null clears, an empty identifier clears. 1000 for what is not
 * built, 400 for what cannot be.
 */
export function parseAccount(input: AccountInput, operation: string): Partial<User> {
  requireKnown(input, { known, unbuilt }, operation)
  const account: Fields = {}
  for (const [name, value] of Object.entries(input)) {
    const kept = name === 'lastIP' ? 'lastIp' : name
    const read = Object.hasOwn(readers, kept) ? readers[kept as keyof User] : undefined
    const said = value === undefined ? undefined : read?.(value, name)
    if (said !== undefined) account[kept] = said
  }
  return { ...account, ...parsePhoneFields(input), profile: parseProfileFields(input) }
}

function parsePhoneFields({ phone, phoneCountryCode }: AccountInput): Partial<User> {
  if (phone === undefined) return {}
  if (phone === null || phone === '') return { phone: null, phoneCountryCode: null }
  const parsed = isOf(text, phone) ? parsePhone(phone, isOf(text, phoneCountryCode) ? phoneCountryCode : null) : null
  if (!parsed) refuse(2028)
  return { phone: parsed.phone, phoneCountryCode: parsed.countryCode }
}
