import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { decodeText, UndecodableText } from './decode-text.ts'

async function decoded(bytes: Buffer, size = bytes.length): Promise<string> {
  const pieces: Buffer[] = []
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size))
  let text = ''
  for await (const piece of decodeText(Readable.from(pieces))) text += piece
  return text
}

const gbk = Buffer.from([...Buffer.from('username,nickname\nu1,'), 0xd5, 0xc5, 0xce, 0xb0, 0x0a])
const texts: [string, Buffer, string][] = [
  ['UTF-8', Buffer.from('a,张伟\n'), 'a,张伟\n'],
  ['UTF-8 with its mark', Buffer.from('\ufeffa,张伟\n'), 'a,张伟\n'],
  ['UTF-16', Buffer.from('\ufeffa,张伟\n', 'utf16le'), 'a,张伟\n'],
  ['UTF-16, the other way', Buffer.from('\ufeffa,张伟\n', 'utf16le').swap16(), 'a,张伟\n'],
  ['GBK', gbk, 'username,nickname\nu1,张伟\n'],
  ['GB18030 beyond GBK', Buffer.from([0x61, 0x95, 0x32, 0x82, 0x36]), 'a\u{20000}'],
  ['nothing', Buffer.alloc(0), ''],
]
for (const [name, bytes, text] of texts)
  test(`text is read as what it is, wherever it is cut: ${name}`, async () => {
    for (const size of [1, 2, 3, 7, 1000]) assert.equal(await decoded(bytes, size), text)
  })

test('a letter far into the file decides, and none is put in place of another', async () => {
  const ascii = Buffer.alloc(300_000, 'a\n')
  const late = Buffer.concat([ascii, gbk])
  assert.ok((await decoded(late, 65_536)).endsWith('张伟\n'))
  const broken = Buffer.concat([ascii, Buffer.from('张'.repeat(40_000)), Buffer.from([0xff, 0xff])])
  await assert.rejects(
    decoded(broken, 65_536),
    (error: unknown) => error instanceof UndecodableText && error.line === 150_001,
  )
  await assert.rejects(decoded(Buffer.from([0x61, 0xff, 0xff])), UndecodableText)
})
