import { refuse } from '@menshen/contract/errors'
import { isOf, ofKind, text } from './kind.ts'

// How pools and applications are called and shown: the same rules for both.

/** First labels of host names that are the platform's own, or would pass for it, and words that nobody wants to read in one. */
const reserved = new Set(
  'users oauth oidc client dashboard console admin www api core login account accounts auth sso static assets cdn mail docs fuck shit bitch'.split(
    ' ',
  ),
)

export const isReservedLabel = (label: string): boolean => reserved.has(label)

/** Trimmed, 1 to 64 characters, nothing invisible. 2007. */
export function parseName(value: unknown): string {
  const name = ofKind(text, value, 'name').trim()
  // The category C holds lone surrogates too.
  if (name === '' || /\p{C}/u.test(name) || [...name].length > 64) refuse(2007)
  return name
}

/** A label of a host name (RFC 1035 section 2.3.1), which knows no case; `field` is its name on the wire. 400. */
export function parseLabel(value: unknown, field: string): string {
  const label = ofKind(text, value, field).trim().toLowerCase()
  if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label)) refuse(400, { variant: 'label', values: { field } })
  return label
}

/** 2013 for what is no text, 2024 for more than 140 characters of it. */
export function parseDescription(value: unknown): string {
  // Line breaks and tabs are the only control characters that belong into a text; a lone surrogate is no character.
  if (!isOf(text, value) || !value.isWellFormed() || /[^\P{Cc}\n\r\t]/u.test(value)) refuse(2013)
  if ([...value].length > 140) refuse(2024)
  return value
}

/** An address of the web, an image as a data: address, or nothing. 400. */
export function parseLogo(value: unknown): string {
  if (value === '') return ''
  const fits = isOf(text, value) && value.length <= 65_536 && !/[\s\p{C}]/u.test(value)
  if (!fits || !/^(https?:\/\/[^/]|data:image\/)/i.test(value))
    return refuse(400, { variant: 'logo', values: { field: 'logo' } })
  return value
}
