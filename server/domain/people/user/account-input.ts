import { refuse } from '@menshen/contract/errors'
import { requireKnown } from '#domain/shape/require-known.ts'
import { checkedText } from '#domain/shape/text.ts'
import { parseEmail, parsePhone, parseUsername } from './identifier.ts'
import { parseProfileFields } from './profile.ts'
import { profileFields, type User } from './user.ts'

/** Everything that an administrator may set on a person, as the doors hand it over. */
export type AccountInput = Record<string, unknown>

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

const readers: Record<string, (value: unknown, name: string) => Partial<User>> = {
  username: (value, name) => ({ username: nullable(value, name, parseUsername) }),
  email: (value, name) => ({ email: nullable(value, name, (text) => parseEmail(text, 2204)) }),
  externalId: (value, name) => ({ externalId: nullable(value, name, (text) => checkedText(text, name, 255)) }),
  unionid: (value, name) => ({ unionid: nullable(value, name, (text) => checkedText(text, name, 255)) }),
  openid: (value, name) => ({ openid: nullable(value, name, (text) => checkedText(text, name, 255)) }),
  emailVerified: (value, name) => ({ emailVerified: flag(value, name) }),
  phoneVerified: (value, name) => ({ phoneVerified: flag(value, name) }),
  blocked: (value, name) => ({ blocked: flag(value, name) }),
  resetPasswordOnFirstLogin: (value, name) => ({ resetPasswordOnFirstLogin: flag(value, name) }),
  resetPasswordOnNextLogin: (value, name) => ({ resetPasswordOnNextLogin: flag(value, name) }),
  loginsCount: (value, name) => ({ loginsCount: count(value, name) }),
  lastLogin: (value, name) => ({ lastLogin: nullable(value, name, (text) => moment(text, name)) }),
  signedUp: (value, name) => {
    const at = nullable(value, name, (text) => moment(text, name))
    return at ? { signedUp: at } : {}
  },
  lastIP: (value, name) => ({ lastIp: nullable(value, name, (text) => checkedText(text, name, 64)) }),
  registerSource: (value, name) => ({ registerSource: texts(value, name) }),
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
  const text = (value: unknown, name: string) => nullable(value, name, (given) => checkedText(given, name, 255))
  const said = mainDepartmentId !== undefined || mainDepartmentCode !== undefined
  return {
    tokenExpiredAt: nullable(tokenExpiredAt ?? null, 'tokenExpiredAt', (given) => moment(given, 'tokenExpiredAt')),
    mainDepartment: said
      ? {
          id: text(mainDepartmentId ?? null, 'mainDepartmentId'),
          code: text(mainDepartmentCode ?? null, 'mainDepartmentCode'),
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
  const account: Partial<User> = {}
  for (const [name, value] of Object.entries(input))
    if (value !== undefined && Object.hasOwn(readers, name)) Object.assign(account, readers[name]?.(value, name))
  return { ...account, ...parsePhoneFields(input), profile: parseProfileFields(input) }
}

function parsePhoneFields({ phone, phoneCountryCode }: AccountInput): Partial<User> {
  if (phone === undefined) return {}
  if (phone === null || phone === '') return { phone: null, phoneCountryCode: null }
  const parsed =
    typeof phone === 'string' ? parsePhone(phone, typeof phoneCountryCode === 'string' ? phoneCountryCode : null) : null
  if (!parsed) refuse(2028)
  return { phone: parsed.phone, phoneCountryCode: parsed.countryCode }
}

function nullable<T>(value: unknown, name: string, read: (text: string) => T): T | null {
  if (value === null || value === '') return null
  return typeof value === 'string' ? read(value) : refuse(400, { variant: 'text', values: { field: name } })
}

function flag(value: unknown, name: string): boolean {
  if (value === null) return false
  return typeof value === 'boolean' ? value : refuse(400, { variant: 'flag', values: { field: name } })
}

function count(value: unknown, name: string): number {
  return Number.isInteger(value) && (value as number) >= 0
    ? (value as number)
    : refuse(400, { variant: 'number', values: { field: name } })
}

function moment(text: string, name: string): Date {
  const date = new Date(text)
  return Number.isNaN(date.getTime()) ? refuse(400, { variant: 'date', values: { field: name } }) : date
}

function texts(value: unknown, name: string): string[] {
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string'))
    return refuse(400, { variant: 'texts', values: { field: name } })
  return value.slice(0, 20).map((item) => checkedText(item, name, 255))
}
