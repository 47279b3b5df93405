import { refuse } from '@menshen/contract/errors'
import type { ValueInput } from '#domain/people/custom-field/custom-field.ts'
import { profileFields } from '#domain/people/user/profile-types.ts'
import type { UserCreation } from '../lifecycle/create.ts'
import { unguardFormula } from './formula.ts'
import type { FileRow } from './import-job.ts'

const flags = new Set(['emailVerified', 'phoneVerified', 'blocked', 'resetPasswordOnFirstLogin'])
const texts = new Set<string>([
  ...profileFields,
  'username',
  'email',
  'phone',
  'phoneCountryCode',
  'externalId',
  'unionid',
  'openid',
  'signedUp',
  'password',
  'passwordHash',
])
/** Columns of an export that say what only we can: they are passed over, so that an export can be read in elsewhere. */
const ours = new Set(['id', 'userPoolId', 'status', 'createdAt', 'updatedAt', 'loginsCount', 'lastLogin', 'lastIP'])

const prefix = 'customData.'

/** The column of a custom field. */
export function columnOf(key: string): string {
  return prefix + key
}

/** 400 for a column that means nothing: a misspelt one would otherwise be lost in silence. `custom`: those of custom fields. */
export function requireColumns(names: readonly string[], custom: ReadonlySet<string>): void {
  const unknown = names.find((name) => !flags.has(name) && !texts.has(name) && !ours.has(name) && !custom.has(name))
  if (unknown !== undefined) refuse(400, { variant: 'column', values: { column: unknown.slice(0, 64) } })
}

/** A row as somebody to be made. 400 for a switch that is neither on nor off. */
export function readRow(row: FileRow): UserCreation {
  const account: Record<string, unknown> = {}
  const customData: ValueInput[] = []
  for (const [name, value] of Object.entries(row)) {
    const text = textOf(value)
    if (text === '') continue
    if (name.startsWith(prefix)) {
      // JSON has values of its own; a cell of a table is text, or a moment.
      const plain = typeof value === 'string' || value instanceof Date
      customData.push({ key: name.slice(prefix.length), value: plain ? text : value, fromForm: plain })
    }
    if (flags.has(name)) account[name] = flagOf(text, name)
    else if (texts.has(name)) account[name] = text
  }
  const { password, passwordHash, ...rest } = account as Record<string, string | undefined>
  if (passwordHash) return { account: rest, customData, password: passwordHash, keepPassword: true }
  return { account: rest, customData, password: password ?? null, rawPassword: true }
}

/** Without the apostrophe that an export puts before what a spreadsheet would take for a formula. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  const text = value instanceof Date ? value.toISOString() : String(value)
  return unguardFormula(text)
}

function flagOf(text: string, name: string): boolean {
  if (/^(true|1|yes|是)$/i.test(text)) return true
  return /^(false|0|no|否)$/i.test(text) ? false : refuse(400, { variant: 'flag', values: { field: name } })
}
