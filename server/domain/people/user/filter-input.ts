import { refuse } from '@menshen/contract/errors'
import Type from 'typebox'
import { isObject, isOf, list, text } from '#domain/shape/kind.ts'
import { momentOf } from '#domain/shape/moment.ts'
import { isStorable } from '#domain/shape/text.ts'
import type { CustomField } from '../custom-field/custom-field.ts'
import { profileFields } from './profile-types.ts'

/** What two things are to each other. The names of the console's filter, and those that later clients use. */
const operators = {
  EQ: 'equal',
  EQUAL: 'equal',
  NEQ: 'different',
  NOT_EQUAL: 'different',
  CO: 'contains',
  CONTAINS: 'contains',
  NCO: 'lacks',
  NOT_CONTAINS: 'lacks',
  SW: 'begins',
  STARTS_WITH: 'begins',
  EW: 'ends',
  ENDS_WITH: 'ends',
  GT: 'greater',
  GREATER: 'greater',
  GTE: 'not less',
  GE: 'not less',
  LT: 'less',
  LESSER: 'less',
  LTE: 'not greater',
  LE: 'not greater',
  IN: 'among',
  NIN: 'not among',
  NOT_IN: 'not among',
  IS_NULL: 'empty',
  NOT_NULL: 'present',
  PR: 'present',
} as const

export type Operator = (typeof operators)[keyof typeof operators]

/** Fields of an account by what their values are. */
const ownFields: Record<string, 'text' | 'flag' | 'number' | 'date' | 'list'> = {
  ...Object.fromEntries(profileFields.map((name) => [name, 'text'])),
  ...Object.fromEntries(
    ['id', 'username', 'email', 'phone', 'externalId', 'unionid', 'openid', 'status', 'lastIP'].map((name) => [
      name,
      'text',
    ]),
  ),
  // What clients of the newer generation take for the status, to whom a locked account is suspended.
  shownStatus: 'text',
  emailVerified: 'flag',
  phoneVerified: 'flag',
  blocked: 'flag',
  loginsCount: 'number',
  lastLogin: 'date',
  signedUp: 'date',
  createdAt: 'date',
  updatedAt: 'date',
  registerSource: 'list',
}

/** What people belong to: an application that they have signed in to, a department, a group, a role. */
const circles = { app: 'app', loggedInApps: 'app', department: 'department', group: 'group', role: 'role' } as const

export type FilterField =
  | { of: 'account'; name: string; kind: 'text' | 'flag' | 'number' | 'date' | 'list' }
  | { of: 'custom'; name: string; kind: 'text' | 'flag' | 'number' }
  | { of: 'circle'; name: 'app' | 'department' | 'group' | 'role'; kind: 'text' }

export interface FilterCondition {
  field: FilterField
  operator: Operator
  /** Texts that can be read as what the field holds; one, but for `among`; none for `empty` and `present`. */
  values: string[]
}

const mostConditions = 20
const mostValues = 100

const Named = Type.Union([text, Type.Object({ type: Type.Optional(text), value: text })])
/** In letters of either case. */
const OperatorName = Type.Enum(Object.keys(operators) as (keyof typeof operators)[])
const WrittenOperator = Type.Enum([...Object.keys(operators), 'BETWEEN'])
const Value = Type.Union([text, Type.Number(), Type.Boolean()])
const Values = Type.Union([Value, Type.Array(Value, { minItems: 1, maxItems: mostValues })])

/** What a filter looks like, for who reads the document; it is read piece by piece, since whether a field exists is asked in between. */
export const filterShape = Type.Array(
  Type.Union([
    Type.Object({ field: Named, operator: WrittenOperator, value: Type.Optional(Values) }),
    Type.Unsafe<unknown[]>({ type: 'array', prefixItems: [Named, WrittenOperator, Values], minItems: 2 }),
  ]),
  { maxItems: mostConditions },
)

/**
 * Reads `[[{type, value}, operator, value], ...]`, or the same as `{field, operator, value}`. 2014 what is of neither form, an
 * operator that does not exist or does not fit the field, or a value that does not; 2015 no such field.
 */
export function parseFilter(filter: unknown, custom: readonly CustomField[]): FilterCondition[] {
  if (filter === undefined || filter === null) return []
  if (!isOf(list, filter) || filter.length > mostConditions) return refuse(2014)
  return filter.flatMap((item) => parseCondition(item, custom))
}

function parseCondition(item: unknown, custom: readonly CustomField[]): FilterCondition[] {
  const [named, given, value] = isOf(list, item)
    ? item
    : isObject(item)
      ? [item.field, item.operator, item.value]
      : refuse(2014)
  const field = parseField(named, custom)
  const name = isOf(text, given) ? given.toUpperCase() : null
  if (name === 'BETWEEN') return parseBetween(field, value)
  const operator = operators[isOf(OperatorName, name) ? name : refuse(2014)]
  requireFitting(field, operator)
  return [{ field, operator, values: parseValues(field, operator, value) }]
}

/** From the first to the second, both of them included. */
function parseBetween(field: FilterField, value: unknown): FilterCondition[] {
  if (!isOf(list, value) || value.length !== 2) return refuse(2014)
  return (['not less', 'not greater'] as const).map((operator, at) => {
    requireFitting(field, operator)
    return { field, operator, values: [parseValue(field, value[at])] }
  })
}

function parseField(named: unknown, custom: readonly CustomField[]): FilterField {
  if (!isOf(Named, named)) return refuse(2014)
  const { type = '', value: name } = isOf(text, named) ? { value: named } : named
  const isCustom = /^(userDefinedFields?|customFields?|udf)$/i.test(type)
  if (!isCustom && /^(otherFields?)?$/i.test(type) && Object.hasOwn(circles, name))
    return { of: 'circle', name: circles[name as keyof typeof circles], kind: 'text' }
  if (!isCustom && Object.hasOwn(ownFields, name))
    return { of: 'account', name, kind: ownFields[name] as (typeof ownFields)[string] }
  const own = custom.find(({ targetType, key }) => targetType === 'USER' && key === name) ?? refuse(2015)
  const kinds = { NUMBER: 'number', DATETIME: 'number', BOOLEAN: 'flag' } as const
  return { of: 'custom', name, kind: kinds[own.dataType as keyof typeof kinds] ?? 'text' }
}

const ordered: Operator[] = ['greater', 'not less', 'less', 'not greater']
const textual: Operator[] = ['contains', 'lacks', 'begins', 'ends']

function requireFitting({ of, kind }: FilterField, operator: Operator): void {
  if (of === 'circle' && [...ordered, ...textual, 'empty', 'present'].includes(operator)) refuse(2014)
  if (ordered.includes(operator) && kind !== 'number' && kind !== 'date') refuse(2014)
  if (textual.includes(operator) && kind !== 'text' && !(kind === 'list' && /contains|lacks/.test(operator)))
    refuse(2014)
}

function parseValues(field: FilterField, operator: Operator, value: unknown): string[] {
  if (operator === 'empty' || operator === 'present') return []
  const many = operator === 'among' || operator === 'not among'
  const values = many ? value : [value]
  if (!Array.isArray(values) || values.length === 0 || values.length > mostValues) return refuse(2014)
  return values.map((item) => parseValue(field, item))
}

/** Choices come as `{id, label}` or `{value, label}` too. */
function parseValue(field: FilterField, item: unknown): string {
  const plain = isObject(item) ? (item.id ?? item.code ?? item.value) : item
  const text = isOf(Value, plain) ? `${plain}` : ''
  if (text === '' || text.length > 1_000 || !isStorable(text)) return refuse(2014)
  if (field.kind === 'flag' && text !== 'true' && text !== 'false') refuse(2014)
  if (field.kind === 'number') return parseNumber(text)
  return field.kind === 'date' ? parseDate(text) : text
}

/** Dates of custom fields are kept in milliseconds. */
function parseNumber(text: string): string {
  const number = text.trim() === '' ? Number.NaN : Number(text)
  const read = Number.isNaN(number) ? Date.parse(text) : number
  return Number.isFinite(read) ? String(read) : refuse(2014)
}

function parseDate(text: string): string {
  const moment = momentOf(/^(0|\d{5,14})$/.test(text) ? Number(text) : text) ?? refuse(2014)
  return moment.toISOString()
}
