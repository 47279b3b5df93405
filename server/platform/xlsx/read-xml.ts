import { UnreadableSheet } from './read-zip.ts'

/** A start tag (with its attributes), an end tag, or a piece of text; names are without their prefix. */
export type XmlEvent =
  | { kind: 'open'; name: string; attributes: Record<string, string>; closed: boolean }
  | { kind: 'close'; name: string }
  | { kind: 'text'; text: string }

const longestTag = 65_536
/** `&#x10FFFF;` and names; what is longer is no reference. */
const longestReference = 12
const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/**
 * The parts of an XML document as its bytes arrive, holding no more than one tag. For spreadsheets: no document type, and no
 * entities but the five and numbers, which are of code points (XML 1.0, 4.1). Throws `UnreadableSheet`.
 */
export async function* readXml(bytes: AsyncIterable<Buffer>): AsyncGenerator<XmlEvent[]> {
  let decoder: InstanceType<typeof TextDecoder> | null = null
  let rest = ''
  for await (const chunk of bytes) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true })
    const events: XmlEvent[] = []
    rest = takeEvents(rest + decode(decoder, chunk), events)
    if (rest.length > longestTag) throw new UnreadableSheet('a tag in it has no end')
    yield events
  }
  if (/<|&/.test(rest)) throw new UnreadableSheet('it ends inside a tag')
  if (rest !== '') yield [{ kind: 'text', text: rest }]
}

function encodingOf(first: Buffer): string {
  if (first[0] === 0xff && first[1] === 0xfe) return 'utf-16le'
  return first[0] === 0xfe && first[1] === 0xff ? 'utf-16be' : 'utf-8'
}

function decode(decoder: InstanceType<typeof TextDecoder>, chunk: Buffer): string {
  try {
    return decoder.decode(chunk, { stream: true })
  } catch {
    throw new UnreadableSheet('it has bytes that are no text')
  }
}

/** What is whole of the text goes to `events`; answers what is not yet. */
function takeEvents(text: string, events: XmlEvent[]): string {
  let at = 0
  while (at < text.length) {
    const tag = text.indexOf('<', at)
    if (tag !== at) {
      const end = tag < 0 ? endOfText(text, at) : tag
      if (end > at) events.push({ kind: 'text', text: resolved(text.slice(at, end)) })
      if (tag < 0) return text.slice(end)
    }
    const next = takeTag(text, tag, events)
    if (next === null) return text.slice(tag)
    at = next
  }
  return ''
}

/** A reference that may go on in the next bytes is left for then. */
function endOfText(text: string, from: number): number {
  const sign = text.lastIndexOf('&')
  return sign >= from && text.length - sign <= longestReference && !text.includes(';', sign) ? sign : text.length
}

const openers = ['<!--', '<![CDATA[', '<?'] as const
const closers = { '<!--': '-->', '<![CDATA[': ']]>', '<?': '?>' }

/** Where the tag ends; null when it has not come whole. */
function takeTag(text: string, at: number, events: XmlEvent[]): number | null {
  const opener = openers.find((begin) => text.startsWith(begin, at))
  if (opener) {
    const end = text.indexOf(closers[opener], at + opener.length)
    if (end < 0) return null
    if (opener === '<![CDATA[') events.push({ kind: 'text', text: text.slice(at + 9, end) })
    return end + closers[opener].length
  }
  if (text.startsWith('<!', at)) {
    if (text.length - at < 9) return null
    throw new UnreadableSheet('it has a document type')
  }
  const end = endOfTag(text, at)
  if (end < 0) return null
  const body = text.slice(at + 1, end)
  if (body.startsWith('/')) events.push({ kind: 'close', name: local(body.slice(1).trim()) })
  else events.push(opened(body))
  return end + 1
}

/** A `>` may stand in the value of an attribute. */
function endOfTag(text: string, from: number): number {
  let end = text.indexOf('>', from)
  while (end >= 0) {
    const tag = text.slice(from, end)
    if (!/["']/.test(tag) || /^(?:[^"']|"[^"]*"|'[^']*')*$/.test(tag)) return end
    if (end - from > longestTag) throw new UnreadableSheet('a tag in it has no end')
    end = text.indexOf('>', end + 1)
  }
  return end
}

const attribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

function opened(body: string): XmlEvent {
  const closed = body.endsWith('/')
  const name = /^[^\s/]+/.exec(body)?.[0] ?? ''
  const attributes: Record<string, string> = Object.create(null)
  for (const [, key = '', double, single] of body.slice(name.length).matchAll(attribute))
    attributes[local(key)] = resolved(double ?? single ?? '')
  return { kind: 'open', name: local(name), attributes, closed }
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function resolved(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name) return named[name] ?? whole
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) || code === 0)
      throw new UnreadableSheet('it has a character that does not exist')
    return String.fromCodePoint(code)
  })
}
