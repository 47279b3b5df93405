import { refuse } from '@menshen/contract/errors'
import { list, ofKind, text } from '#domain/shape/kind.ts'
import { requireFew } from '#domain/shape/list.ts'

const maxAddresses = 50
const maxLength = 2048

/**
 * The addresses that people may be sent back to, each kept exactly as written because it is matched exactly (RFC 9700
 * section 2.1): absolute, http or https or a private-use scheme, without fragment, wildcard or credentials.
 */
export function parseAddresses(value: unknown, field: string): string[] {
  const addresses = ofKind(list, value, field)
  requireFew(addresses, field, maxAddresses)
  return [...new Set(addresses.map((item, index) => parseAddress(item, `${field}[${index}]`)))]
}

function parseAddress(sent: unknown, field: string): string {
  const value = ofKind(text, sent, field)
  if (value.length > maxLength) refuse(400, { variant: 'long', values: { field, max: maxLength } })
  // URL parsers drop or turn round what is refused here, so that two of them could read two addresses.
  if (!value.isWellFormed() || /[\s\p{C}\\]/u.test(value)) refuse(400, { variant: 'characters', values: { field } })
  for (const item of ['#', '*']) if (value.includes(item)) refuse(400, { variant: 'item', values: { field, item } })
  const url = URL.parse(value)
  if (url?.username || url?.password) refuse(400, { variant: 'item', values: { field, item: 'user:password@' } })
  if (!url || (isWeb(url) ? !/^https?:\/\/[^/]/i.test(value) : !isPrivateUse(url)))
    refuse(400, { variant: 'returnAddress', values: { field } })
  return value
}

function isWeb({ protocol }: URL): boolean {
  return protocol === 'https:' || protocol === 'http:'
}

/** RFC 8252 section 7.1: the scheme is a domain name in reverse. The dot keeps `javascript:` and its like out. */
function isPrivateUse({ protocol }: URL): boolean {
  return /^[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+:$/.test(protocol)
}
