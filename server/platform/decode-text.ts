import type { Readable } from 'node:stream'

/** Bytes that are text of no encoding that is known. Lines are counted from 1. */
export class UndecodableText extends Error {
  readonly line: number
  constructor(line: number) {
    super(`line ${line} is no text`)
    this.line = line
  }
}

/** So much from the first byte beyond ASCII on is looked at before anything is decided. */
const window = 65_536

/**
 * The text of a file as it arrives: UTF-16 by its mark, else UTF-8, else GB18030, in which spreadsheets on Chinese Windows save
 * their tables. Nothing is put in place of what cannot be read: it is thrown (`UndecodableText`).
 */
export async function* decodeText(file: Readable): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | null = null
  let held: Buffer = Buffer.alloc(0)
  let line = 1
  const read = (bytes: Buffer, label: Encoding, more: boolean): string => {
    decoder ??= new TextDecoder(label, { fatal: true })
    try {
      const text = decoder.decode(bytes, { stream: more })
      line += text.split('\n').length - 1
      return text
    } catch {
      const [before = ''] = new TextDecoder(decoder.encoding).decode(bytes).split('\ufffd')
      throw new UndecodableText(line + before.split('\n').length - 1)
    }
  }
  for await (const chunk of file as AsyncIterable<Buffer>) {
    held = held.length > 0 ? Buffer.concat([held, chunk]) : chunk
    const label: Encoding | null = decoder ? 'known' : encodingOf(held)
    if (label === null) continue
    if (label === 'ascii') line += held.toString('latin1').split('\n').length - 1
    yield label === 'ascii' ? held.toString('latin1') : read(held, label, true)
    held = Buffer.alloc(0)
  }
  yield read(held, isUtf8(held, false) ? 'utf-8' : 'gb18030', false)
}

/** `ascii`: so far it reads the same in each of them; `known`: it was said before. */
type Encoding = 'ascii' | 'known' | 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

/** Null until it can be told. */
function encodingOf(bytes: Buffer): Encoding | null {
  if (bytes.length < 2) return null
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const beyond = bytes.findIndex((byte) => byte > 0x7f)
  if (beyond < 0) return 'ascii'
  if (bytes.length - beyond < window) return null
  return isUtf8(bytes, true) ? 'utf-8' : 'gb18030'
}

function isUtf8(bytes: Buffer, more: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: more })
    return true
  } catch {
    return false
  }
}
