// Asks the server and the engine alone the same, byte for byte, and compares what they say.
import assert from 'node:assert/strict'
import { type IncomingHttpHeaders, request } from 'node:http'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import type { House } from './house.ts'

export type Header = [name: string, value: string]

export interface Asked {
  method?: string
  path: string
  /** In pairs, so that one can come twice. */
  headers?: Header[]
  body?: string
}

interface Said {
  status: number | undefined
  headers: IncomingHttpHeaders
  body: string
}

export interface Both {
  /** A success that the fast path answers. */
  fast(asked: Asked): Promise<void>
  /** Anything that the fast path leaves to the engine. */
  slow(asked: Asked): Promise<void>
}

export async function openBoth(house: House): Promise<Both> {
  const engine = await house.openEngine()
  const host = new URL(house.origin).host

  async function compare(asked: Asked, expectFast: boolean): Promise<void> {
    const what = JSON.stringify(asked)
    const before = house.ownAnswers()
    const ours = await send(house.origin, host, asked)
    const wasFast = house.ownAnswers() > before
    const theirs = await send(engine, host, asked)
    assert.deepEqual(comparable(ours), comparable(theirs), what)
    assert.equal(wasFast, expectFast, `${expectFast ? 'slow' : 'fast'}: ${what} ${theirs.body}`)
    if (expectFast) assert.equal(theirs.status, 200, what)
  }

  return { fast: (asked) => compare(asked, true), slow: (asked) => compare(asked, false) }
}

/** Under one host name, because the issuer follows it. */
function send(origin: string, host: string, { method = 'GET', path, headers = [], body }: Asked): Promise<Said> {
  const length: Header[] = method === 'GET' && !body ? [] : [['content-length', String(Buffer.byteLength(body ?? ''))]]
  const all = [['host', host], ['connection', 'close'], ...length, ...headers]
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin)
    const asking = request({ hostname, port, path, method, headers: all as never }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () =>
        resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks).toString() }),
      )
    })
    asking.on('error', reject).end(body)
  })
}

/** Without what differs between any two answers. */
function comparable({ status, headers, body }: Said) {
  const { date: _now, 'x-request-id': id, ...rest } = headers
  assert.match(String(id), /^[0-9a-f-]{36}$/)
  const value = /"access_token":"([^"]+)"/.exec(body)?.[1]
  if (!value) return { status, headers: rest, body }
  const { jti, iat = 0, exp = 0, ...claims } = decodeJwt(value)
  assert.ok(Math.abs(iat - Date.now() / 1000) < 60)
  const token = { header: decodeProtectedHeader(value), claims, jtiLength: jti?.length, lifetime: exp - iat }
  return { status, headers: rest, body: body.replace(value, ''), token, length: value.length }
}
