import type { AgreementAsked } from '@menshen/contract/pages/sign-in'
import type { Agreement } from '#domain/tenancy/agreement/agreement.ts'
import { safeAddress } from '../view/html.ts'

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }

function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{1,8}));/gi, (whole, decimal, hex, name) => {
    const point = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : null
    if (point !== null) return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : ''
    return entities[String(name).toLowerCase()] ?? whole
  })
}

/**
 * The title of an agreement is HTML that an administrator wrote, for login forms that put it into their page as it is. We
 * take its text and where its links lead, and nothing else of it.
 */
export function partsOf(title: string): AgreementAsked['parts'] {
  const parts: AgreementAsked['parts'] = []
  let href: string | null = null
  let end = 0
  const add = (text: string) => {
    const said = decode(text).replace(/\s+/g, ' ')
    if (said !== '') parts.push({ text: said, href })
  }
  for (const tag of title.matchAll(/<(\/?)([a-z][a-z0-9]*)([^<>]*)>/gi)) {
    const [whole, closing, name = '', attributes = ''] = tag
    add(title.slice(end, tag.index))
    end = tag.index + whole.length
    if (name.toLowerCase() !== 'a') continue
    const [, quoted, single, bare] = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))/i.exec(attributes) ?? []
    href = closing ? null : safeAddress(decode((quoted ?? single ?? bare ?? '').trim()))
  }
  add(title.slice(end))
  return parts
}

/** What the sign-in page asks people to agree to, and when. */
export function askAgreements(agreements: Agreement[]): AgreementAsked[] {
  return agreements.map(({ id, title, required, language, availableAt }) => ({
    id,
    required,
    language,
    parts: partsOf(title),
    signIn: availableAt !== 0,
    signUp: availableAt !== 1,
  }))
}
