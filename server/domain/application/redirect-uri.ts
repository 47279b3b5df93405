import { refuse } from '@menshen/contract/errors'

const maxAddresses = 50
const maxLength = 2048

/**
 * The addresses that people may be sent back to, each kept exactly as written because it is matched exactly (RFC 9700
 * section 2.1): absolute, http or https or a private-use scheme, without fragment, wildcard or credentials.
 */
export function parseAddresses(value: unknown, field: string): string[] {
  if (!Array.isArray(value)) return wrong(field, 'must be a list of addresses')
  if (value.length > maxAddresses) wrong(field, `has more than ${maxAddresses} addresses`)
  return [...new Set(value.map((item, index) => parseAddress(item, `${field}[${index}]`)))]
}

function parseAddress(value: unknown, field: string): string {
  if (typeof value !== 'string') return wrong(field, 'must be a text')
  if (value.length > maxLength) wrong(field, `is longer than ${maxLength} characters`)
  // URL parsers drop or turn round what is refused here, so that two of them could read two addresses.
  if (!value.isWellFormed() || /[\s\p{C}\\]/u.test(value)) wrong(field, 'contains characters that no address has')
  if (value.includes('#')) wrong(field, 'must not have a fragment')
  if (value.includes('*')) wrong(field, 'must not have a wildcard')
  const url = URL.canParse(value) ? new URL(value) : wrong(field, 'must be an absolute address')
  if (url.username || url.password) wrong(field, 'must not carry credentials')
  if (isWeb(url) ? !/^https?:\/\/[^/]/i.test(value) : !isPrivateUse(url))
    wrong(field, 'must be an http or https address, or one of a private-use scheme such as com.example.app:/callback')
  return value
}

function isWeb({ protocol }: URL): boolean {
  return protocol === 'https:' || protocol === 'http:'
}

/** RFC 8252 section 7.1: the scheme is a domain name in reverse. The dot keeps `javascript:` and its like out. */
function isPrivateUse({ protocol }: URL): boolean {
  return /^[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+:$/.test(protocol)
}

function wrong(field: string, what: string): never {
  return refuse(400, { values: { detail: `${field} ${what}` } })
}
