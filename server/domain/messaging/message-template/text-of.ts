const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** What is not content, as opening and closing. */
const skipped = [
  ['<!--', '-->'],
  ['<style', '</style>'],
  ['<script', '</script>'],
  ['<head', '</head>'],
] as const

const breaks = /^\/?(?:p|div|tr|table|h[1-6]|ul|ol|br|hr|blockquote|section)\b/i

/** The plain text of a mail that was written as HTML only: blocks become lines, links show where they lead. Linear in length. */
export function textOf(html: string): string {
  const lower = html.toLowerCase()
  let text = ''
  let href = ''
  let at = 0
  while (at < html.length) {
    const open = html.indexOf('<', at)
    if (open < 0) break
    text += collapse(html.slice(at, open))
    const end = endOfTag(html, lower, open)
    const tag = html.slice(open + 1, end - 1)
    if (/^a\s/i.test(tag)) href = hrefOf(tag)
    else if (/^li\b/i.test(tag)) text += '\n- '
    else if (breaks.test(tag)) text += '\n'
    else if (/^\/a\b/i.test(tag) && href) {
      if (!text.endsWith(href)) text += ` (${href})`
      href = ''
    }
    at = end
  }
  return tidy(decoded(text + collapse(html.slice(at))))
}

/** The index behind the tag, or behind the whole of an element that is left out. A tag that never ends takes the rest. */
function endOfTag(html: string, lower: string, open: number): number {
  const [, closing = '>'] = skipped.find(([opening]) => opens(lower, open, opening)) ?? []
  const close = lower.indexOf(closing, open)
  return close < 0 ? html.length : close + closing.length
}

// `<head` opens an element that is left out, `<header` does not.
function opens(lower: string, at: number, opening: string): boolean {
  return lower.startsWith(opening, at) && (opening === '<!--' || !/[a-z0-9]/.test(lower[at + opening.length] ?? ''))
}

function hrefOf(tag: string): string {
  const [, double, single] = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(tag) ?? []
  return (double ?? single ?? '').trim()
}

const collapse = (text: string) => text.replace(/\s+/g, ' ')

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name) return entities[name.toLowerCase()] ?? whole
    const point = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return point > 0x1f && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff) ? String.fromCodePoint(point) : ' '
  })
}

function tidy(text: string): string {
  const lines = text.split('\n').map((line) => line.trim())
  return lines
    .filter((line, index) => line !== '' || lines[index - 1] !== '')
    .join('\n')
    .trim()
}
