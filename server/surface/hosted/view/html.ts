// HTML by tagged template. Whatever is put between the tags is escaped unless it is Html already, so forgetting costs nothing.

const mark: unique symbol = Symbol('html')

export type Html = { readonly [mark]: string }
type Hole = Html | string | number | null | undefined | false | readonly Hole[]

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)
}

function fill(hole: Hole): string {
  if (hole === null || hole === undefined || hole === false) return ''
  if (typeof hole === 'string') return escapeHtml(hole)
  if (typeof hole === 'number') return String(hole)
  return isHtml(hole) ? hole[mark] : hole.map(fill).join('')
}

function isHtml(hole: Html | readonly Hole[]): hole is Html {
  return mark in hole
}

/** Holes may stand in text and inside quoted attributes; never in a tag name, an unquoted attribute, a script or a style. */
export function html(parts: TemplateStringsArray, ...holes: Hole[]): Html {
  return { [mark]: parts.reduce((text, part, at) => text + fill(holes[at - 1]) + part) }
}

/** HTML that the caller vouches for, such as rendered documentation or a form of the OpenID Connect engine. */
export function trusted(text: string): Html {
  return { [mark]: text }
}

export function toText(page: Html): string {
  return page[mark]
}

/**
 * An address for `href` or `src`: escaping does not stop `javascript:`, so anything that is neither http(s) nor a path or
 * fragment of this host becomes null. `//host` is not a path (WHATWG URL, and neither is `/\host`).
 */
export function safeAddress(address: string | null | undefined): string | null {
  if (!address) return null
  return /^(https?:\/\/|\/(?![/\\])|\?|#)/i.test(address) ? address : null
}
