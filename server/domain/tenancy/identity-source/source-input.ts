import { refuse } from '@menshen/contract/errors'
import { fields as anyFields, ofKind, texts } from '#domain/shape/kind.ts'
import { requireFew } from '#domain/shape/list.ts'
import { checkedText, requiredText } from '#domain/shape/text.ts'
import type { Connection, ConnectionFields } from './source.ts'

/** A connection as doors hand it over, unchecked. */
export interface ConnectionInput {
  type?: string | undefined
  identifier?: string | undefined
  displayName?: string | undefined
  logo?: string | undefined
  fields?: unknown
  userMatchFields?: unknown
}

export type ParsedConnection = Pick<Connection, 'type' | 'identifier' | 'displayName' | 'logo' | 'userMatchFields'> & {
  fields: ConnectionFields
}

/** Characters of JSON. */
const longest = 32_768
const deepest = 6

/** 2231 without it, 400 for what no source is called by the protocol, e.g. `wechat:pc`. */
export function parseType(type: string | undefined): string {
  if (!type) refuse(2231)
  return /^[A-Za-z0-9][A-Za-z0-9:_.-]{0,63}$/.test(type)
    ? type
    : refuse(400, { variant: 'signs', values: { field: 'type', min: 1, max: 64, signs: ': _ . -' } })
}

/** 2231 without it, 400 for what cannot stand in an address. */
export function parseIdentifier(identifier: string | undefined): string {
  if (!identifier) refuse(2231)
  return /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(identifier)
    ? identifier
    : refuse(400, { variant: 'signs', values: { field: 'identifier', min: 1, max: 64, signs: '_ -' } })
}

/** 2231 something is missing, 400 something cannot be. */
export function parseConnection(input: ConnectionInput): ParsedConnection {
  const type = parseType(input.type)
  const identifier = parseIdentifier(input.identifier)
  return {
    type,
    identifier,
    fields: {},
    logo: null,
    userMatchFields: [],
    ...parseChanges({ ...input, displayName: input.displayName ?? refuse(2231) }),
  }
}

export type ConnectionChanges = Partial<Pick<ParsedConnection, 'logo' | 'userMatchFields' | 'fields'>> & {
  displayName: string
}

/** What can be changed of one. 2231 without a name for it, 400. */
export function parseChanges({ displayName, logo, fields, userMatchFields }: ConnectionInput): ConnectionChanges {
  return {
    displayName: requiredText(displayName ?? refuse(2231), 'displayName', 128),
    ...(logo !== undefined && { logo: checkedText(logo, 'logo', 2_000) || null }),
    ...(fields !== undefined && fields !== null && { fields: parseFields(fields) }),
    ...(userMatchFields !== undefined && userMatchFields !== null && { userMatchFields: parseNames(userMatchFields) }),
  }
}

function parseFields(value: unknown): ConnectionFields {
  if (depthOf(ofKind(anyFields, value, 'fields')) > deepest)
    refuse(400, { variant: 'deep', values: { field: 'fields', max: deepest } })
  const text = JSON.stringify(value)
  if (text.length > longest) refuse(400, { variant: 'long', values: { field: 'fields', max: longest } })
  return JSON.parse(text) as ConnectionFields
}

function depthOf(value: unknown, depth = 0): number {
  if (typeof value !== 'object' || value === null || depth > deepest) return depth
  return Math.max(depth + 1, ...Object.values(value).map((item) => depthOf(item, depth + 1)))
}

function parseNames(value: unknown): string[] {
  const names = ofKind(texts, value, 'userMatchFields')
  requireFew(names, 'userMatchFields', 20)
  return names.map((name) => requiredText(name, 'userMatchFields', 64))
}
