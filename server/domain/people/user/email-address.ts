import { domainToASCII } from 'node:url'
import { refuse } from '@menshen/contract/errors'
import { withoutWidth } from '#domain/shape/text.ts'
import { normalForm } from '#platform/normal-form.ts'

/** RFC 5321 4.5.3.1.3 less the angle brackets; in octets, as is the other. */
const longest = 254
/** RFC 1035 2.3.4. */
const longestLabel = 63
/** Controls, format characters, private and unassigned code points, and letters that show nothing. */
const invisible = /[\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u
// RFC 5321 allows quotes and comments in front of the @ that no mail provider does.
const parts = /^([^\s@"(),:;<>[\\\]]+)@([\p{L}\p{M}\p{N}._-]+)$/u

/**
 * The one form of an e-mail address: composed (NFC), in small letters, the domain as DNS has it (RFC 5891, UTS 46), so that
 * `a@bücher.example` and `a@xn--bcher-kva.example` are one. Null for what is none, or has a look-alike of another letter in it.
 */
export function readEmail(value: string): string | null {
  if (value.length > 2 * longest) return null
  const text = normalForm(withoutWidth(value.trim().replaceAll('\u3002', '.')), 'NFC')
  if (invisible.test(text) || normalForm(text, 'NFKC') !== text) return null
  const [, local = '', domain = ''] = parts.exec(text) ?? []
  const ascii = domain && domainToASCII(domain)
  if (!ascii || !isHost(ascii)) return null
  const address = `${normalForm(local.toLowerCase(), 'NFC')}@${ascii}`
  return Buffer.byteLength(address) <= longest ? address : null
}

/** Several labels, of which the last is a name: no address of a machine. */
function isHost(ascii: string): boolean {
  const labels = ascii.split('.')
  if (labels.length < 2 || !/[a-z]/.test(labels.at(-1) ?? '')) return false
  return labels.every((label) => label.length > 0 && label.length <= longestLabel)
}

export function isEmail(value: string): boolean {
  return readEmail(value) !== null
}

/** The e-mail address as it is stored, or 2003 (registering, signing in) or 2204 (anything else) when it is none. */
export function parseEmail(value: string, code: 2003 | 2204): string {
  return readEmail(value) ?? refuse(code)
}
