import { inQuery, type Operations } from './operations.gen.ts'

/** An operation, as the reference names it: `POST /api/v3/create-role`. */
export type Line = keyof Operations

type Input<Of extends Line> = Operations[Of]['input']

/** Nothing needs to be said where nothing has to be. */
type Asked<Of extends Line> = Record<never, never> extends Input<Of> ? [input?: Input<Of>] : [input: Input<Of>]

export interface ClientOptions {
  /** Of the server, e.g. `https://id.example.com`; no slash at the end. */
  origin: string
  /** A management token, or the access token of a person; or where to get one, asked before each request. */
  token?: string | (() => string | Promise<string>)
  /** Which pool is managed, where a person of the root pool manages it. */
  userPoolId?: string
  /** In whose name people sign in. */
  applicationId?: string
  /** `en-US`, `zh-CN`: in which refusals are told. */
  language?: string
  /** In place of the one that there is. */
  fetch?: (
    address: string,
    init: { method: string; headers: Record<string, string>; body?: string },
  ) => Promise<Response>
}

/** What the server did not do, and why. */
export class Refused extends Error {
  override readonly name = 'Refused'
  /** The family of the outcome, as HTTP counts them. */
  readonly statusCode: number
  /** Which outcome: see the page of error codes. */
  readonly apiCode: number
  /** What goes with it, such as the token of a next step. */
  readonly data: unknown
  /** Names the answer to the operator. */
  readonly requestId: string

  constructor({ statusCode, apiCode, message, data, requestId }: Refusal) {
    super(message)
    this.statusCode = statusCode
    this.apiCode = apiCode
    this.data = data
    this.requestId = requestId
  }
}

interface Refusal {
  statusCode: number
  apiCode: number
  message: string
  data: unknown
  requestId: string
}

export type Client = <Of extends Line>(line: Of, ...asked: Asked<Of>) => Promise<Operations[Of]['output']>

/**
 * Calls operations by their lines: `await call('GET /api/v3/get-user', { userId })` gives what was asked for. Throws `Refused`, and whatever
 * `fetch` throws when there is no answer.
 */
export function createClient(options: ClientOptions): Client {
  const { origin, fetch = globalThis.fetch } = options
  return async (line, ...[input = {}]) => {
    const [method = '', path = ''] = line.split(' ')
    const { address, body } = placed(method, path, line, input as Record<string, unknown>)
    const headers = { ...(await headersOf(options)), ...(body && { 'content-type': 'application/json' }) }
    const answer = await fetch(origin + address, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    const told = (await answer.json()) as Partial<Refusal> & { data?: unknown }
    // A few answers stand in no envelope.
    if (told.statusCode === undefined) return told as never
    if (told.statusCode !== 200) throw new Refused(told as Refusal)
    return told.data as never
  }
}

async function headersOf({
  token,
  userPoolId,
  applicationId,
  language,
}: ClientOptions): Promise<Record<string, string>> {
  const shown = typeof token === 'function' ? await token() : token
  return {
    ...(shown && { authorization: `Bearer ${shown}` }),
    ...(userPoolId && { 'x-authing-userpool-id': userPoolId }),
    ...(applicationId && { 'x-authing-app-id': applicationId }),
    ...(language && { 'x-authing-lang': language }),
  }
}

/** What is asked, where it belongs: in the path, in the query, in the body. */
function placed(method: string, path: string, line: Line, input: Record<string, unknown>) {
  const left = new Map(Object.entries(input).filter(([, value]) => value !== undefined))
  const take = (name: string) => {
    const value = left.get(name)
    left.delete(name)
    return value
  }
  const way = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(take(name))))
  const asked = method === 'GET' ? [...left.keys()] : (inQuery[line] ?? [])
  const query = new URLSearchParams(asked.flatMap((name) => pairsOf(name, take(name))))
  const body = method === 'GET' || (left.size === 0 && method === 'DELETE') ? undefined : Object.fromEntries(left)
  return { address: query.size > 0 ? `${way}?${query}` : way, body }
}

function pairsOf(name: string, value: unknown): [string, string][] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value.map((one) => [`${name}[]`, String(one)]) : [[name, String(value)]]
}
