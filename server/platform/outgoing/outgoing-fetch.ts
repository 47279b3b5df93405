import { Agent, type IncomingMessage, request as requestPlain } from 'node:http'
import { request as requestSecure, Agent as SecureAgent } from 'node:https'
import { type AddressRules, trustEverybody } from './address-rules.ts'
import { guardedLookup, requirePermitted } from './guarded-lookup.ts'
import { OutgoingFailure, outgoingFailure } from './outgoing-failure.ts'

/** A request to somebody else. The URL never holds a secret or a phone number: URLs end up in other people's logs. */
export interface OutgoingRequest {
  url: string
  /** `POST` when left out. */
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  headers?: Record<string, string>
  body?: string
}

export interface OutgoingAnswer {
  status: number
  /** Names in lower case. */
  headers: IncomingMessage['headers']
  /** The whole body, at most as long as the bound. */
  body: Buffer
}

/** Sends and reads the answer, both bounded. Any status is an answer, a redirect too: none is followed. Throws `OutgoingFailure`. */
export type OutgoingFetch = (request: OutgoingRequest) => Promise<OutgoingAnswer>

export interface OutgoingBounds {
  /** Milliseconds for looking up, connecting, sending and reading together. */
  timeoutMs?: number
  /** Of the answer's body. */
  maxBytes?: number
}

/** Without rules it goes anywhere: code that lets tenants choose the address gives some. */
export function createOutgoingFetch(
  rules: AddressRules = trustEverybody,
  { timeoutMs = 10_000, maxBytes = 65_536 }: OutgoingBounds = {},
): OutgoingFetch {
  const lookup = guardedLookup(rules)
  // Connections are not kept: one that somebody else opened under other rules must never be taken up.
  const plain = new Agent({ keepAlive: false })
  const secure = new SecureAgent({ keepAlive: false })
  return async ({ url: text, method = 'POST', headers, body }) => {
    const url = webAddress(text)
    requirePermitted(rules, url.hostname.replace(/^\[(.*)\]$/, '$1'))
    const signal = AbortSignal.timeout(timeoutMs)
    const isSecure = url.protocol === 'https:'
    try {
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        const options = { method, headers: withLength(headers, body), lookup, signal }
        const sent = isSecure
          ? requestSecure(url, { ...options, agent: secure })
          : requestPlain(url, { ...options, agent: plain })
        sent.once('response', resolve).once('error', reject).end(body)
      })
      return {
        status: response.statusCode ?? 0,
        headers: response.headers,
        body: await readBounded(response, maxBytes),
      }
    } catch (error) {
      throw signal.aborted ? new OutgoingFailure('timeout') : outgoingFailure(error)
    }
  }
}

/** RFC 9110 section 8.6: a length, so that no receiver has to understand chunks. */
function withLength(headers: Record<string, string> = {}, body?: string): Record<string, string> {
  return body === undefined ? headers : { ...headers, 'content-length': String(Buffer.byteLength(body)) }
}

function webAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  // A name and password in an address would travel as a header that nobody has asked for.
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) throw new OutgoingFailure('forbidden')
  return url
}

async function readBounded(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  // Leaving the loop by an error destroys the stream, and with it the connection.
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.byteLength
    if (size > maxBytes) throw new OutgoingFailure('too-large')
    parts.push(part)
  }
  return Buffer.concat(parts)
}
