import type { FastifyRequest } from 'fastify'
import type { ShownSignature } from '#domain/shape/signature.ts'

/** `authing <id of the access key>:<signature in Base64>`. */
const scheme = /^authing\s+([^\s:]{1,200}):(\S{1,200})$/i

/** The signature of a request, as the clients of Authing's V3 put it there; undefined for a request that has none. Unchecked. */
export function signatureOf(request: FastifyRequest): ShownSignature | undefined {
  const { headers } = request
  const [, keyId, signature] = scheme.exec(headers.authorization ?? '') ?? []
  if (!keyId || !signature) return undefined
  const said = (name: string) => (typeof headers[name] === 'string' ? headers[name] : undefined)
  return {
    keyId,
    signature,
    method: said('x-authing-signature-method'),
    version: said('x-authing-signature-version'),
    nonce: said('x-authing-signature-nonce'),
    date: said('x-authing-date') ?? said('date'),
    texts: () => textsOf(request),
  }
}

/**
 * Method, headers and what is asked for, a line each. Without parameters there are two: a client whose parameters all say nothing signs a `?`
 * behind the path and then sends none.
 */
function textsOf(request: FastifyRequest): string[] {
  const [path, query] = partsOf(request.raw.url ?? '')
  const parameters = signedIn(request, query)
  if (!parameters) return []
  const begin = `${request.method}\n${headersOf(request)}${path}`
  const names = Object.keys(parameters).sort()
  if (names.length === 0) return [begin, `${begin}?`]
  return [`${begin}?${names.map((name) => `${name}=${written(parameters[name])}`).join('&')}`]
}

/** At the first question mark; another one is part of what is asked. */
function partsOf(address: string): [path: string, query: string] {
  const at = address.indexOf('?')
  return at < 0 ? [address, ''] : [address.slice(0, at), address.slice(at + 1)]
}

/** Of GET the query, else the body. A query beside a body is signed with it; the official client sends none there, but where it deletes. */
function signedIn({ method, body }: FastifyRequest, query: string): Record<string, unknown> | null {
  if (method === 'GET') return parametersIn(query)
  const [asked, fields] = [method === 'DELETE' ? {} : parametersIn(query), fieldsOf(body)]
  // What stands in both could be signed as one of them and be meant as the other.
  return Object.keys(asked).some((name) => Object.hasOwn(fields, name)) ? null : { ...asked, ...fields }
}

/** Those that may be signed, by name, each with its value on one line. */
function headersOf({ headers }: FastifyRequest): string {
  const names = Object.keys(headers).filter((name) => name === 'date' || name.startsWith('x-authing-'))
  const line = (name: string) =>
    `${name}:${String(headers[name])
      .replace(/[\t\r\n\f]/g, ' ')
      .trim()}\n`
  return names.sort().map(line).join('')
}

/** Lists are signed as lists, although a query has `name[]=a&name[]=b`. */
function parametersIn(query: string): Record<string, unknown> {
  const parameters: Record<string, unknown> = Object.create(null)
  const sent = new URLSearchParams(query)
  for (const name of new Set(sent.keys())) {
    const values = sent.getAll(name)
    if (name.endsWith('[]')) parameters[name.slice(0, -2)] = values
    else parameters[name] = values.length > 1 ? values : values[0]
  }
  return parameters
}

const fieldsOf = (body: unknown): Record<string, unknown> =>
  typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}

/** Not encoded for a URL, and JSON where it is no text. */
const written = (value: unknown): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
