import assert from 'node:assert/strict'
import { constants, publicEncrypt } from 'node:crypto'
import type { Code } from '@menshen/contract/errors'
import { note } from './evidence.ts'
import { lightFetch } from './light-fetch.ts'
import type { Tenant } from './tenant.ts'

/** An answer of a door, in one form. */
export interface Outcome {
  code: number
  message: string
  data: unknown
  door: 'GraphQL V2' | RestDoor | 'hosted page'
}

type RestDoor = 'REST V2' | 'REST V3'

export interface Speaking {
  tenant?: Tenant | null
  token?: string | undefined
  lang?: string
  headers?: Record<string, string>
}

function headersOf({ tenant, token, lang, headers }: Speaking): Record<string, string> {
  return {
    'content-type': 'application/json',
    ...(tenant && { 'x-authing-app-id': tenant.application.id }),
    ...(token && { authorization: `Bearer ${token}` }),
    ...(lang && { 'x-authing-lang': lang }),
    ...headers,
  }
}

/** Sends one GraphQL request and gives what came back, body and status untouched. */
export async function postGraphql(origin: string, body: unknown, speaking: Speaking = {}) {
  const init = {
    method: 'POST',
    headers: headersOf(speaking),
    body: typeof body === 'string' ? body : JSON.stringify(body),
  }
  const response = await lightFetch(`${origin}/graphql/v2`, init)
  return { status: response.status, headers: response.headers, body: (await response.json()) as GraphqlBody }
}

export interface GraphqlBody {
  data: Record<string, unknown> | null
  errors?: { message: Pick<Outcome, 'code' | 'message' | 'data'>; path?: string[]; extensions: { code: unknown } }[]
}

/** The outcome of one GraphQL operation: code 200 with its data, or the refusal. */
export async function graphql(
  origin: string,
  query: string,
  variables: object,
  speaking: Speaking = {},
): Promise<Outcome> {
  const { body } = await postGraphql(origin, { query, variables }, speaking)
  const refusal = body.errors?.[0]?.message
  return { ...(refusal ?? { code: 200, message: '', data: Object.values(body.data ?? {})[0] }), door: 'GraphQL V2' }
}

/** Sends one REST request; the envelope as it came. The path says which door answers it. */
export async function rest(
  origin: string,
  method: string,
  path: string,
  body?: unknown,
  speaking: Speaking = {},
): Promise<Outcome> {
  const init = { method, headers: headersOf(speaking), ...(body !== undefined && { body: JSON.stringify(body) }) }
  const response = await lightFetch(origin + path, init)
  assert.equal(response.status, 200, `${method} ${path} answers with HTTP 200 whatever happens`)
  return { ...((await response.json()) as Outcome), door: path.startsWith('/api/v3/') ? 'REST V3' : 'REST V2' }
}

/** Asserts that this was refused with this code, in the page's envelope, and notes it for the coverage page. */
export function refused(outcome: Outcome, code: Code): void {
  assert.equal(outcome.code, code, `expected ${code}, got ${outcome.code}: ${outcome.message}`)
  assert.equal(typeof outcome.message, 'string')
  assert.notEqual(outcome.message, '')
  assert.ok('data' in outcome && outcome.data !== undefined, 'the envelope always has the key data')
  note('code', String(code), outcome.door)
}

/** Asserts success and gives the data. */
export function accepted<Data>(outcome: Outcome): Data {
  assert.equal(outcome.code, 200, `refused with ${outcome.code}: ${outcome.message}`)
  return outcome.data as Data
}

/** A password as the official clients send it. */
export function encrypted(publicPem: string, password: string): string {
  return publicEncrypt({ key: publicPem, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(password)).toString(
    'base64',
  )
}
