import { constants, publicEncrypt } from 'node:crypto'
import type { Tenant } from './tenant.ts'

/** An answer of either V2 door, in one form. */
export interface Outcome {
  code: number
  message: string
  data: unknown
}

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
  const response = await fetch(`${origin}/graphql/v2`, init)
  return { status: response.status, headers: response.headers, body: (await response.json()) as GraphqlBody }
}

export interface GraphqlBody {
  data: Record<string, unknown> | null
  errors?: { message: Outcome; path?: string[]; extensions: { code: unknown } }[]
}

/** The outcome of one GraphQL operation: code 200 with its data, or the refusal. */
export async function graphql(
  origin: string,
  query: string,
  variables: object,
  speaking: Speaking = {},
): Promise<Outcome> {
  const { body } = await postGraphql(origin, { query, variables }, speaking)
  return body.errors?.[0]?.message ?? { code: 200, message: '', data: Object.values(body.data ?? {})[0] }
}

/** Sends one REST request; the envelope as it came. */
export async function rest(
  origin: string,
  method: string,
  path: string,
  body?: unknown,
  speaking: Speaking = {},
): Promise<Outcome> {
  const init = { method, headers: headersOf(speaking), ...(body !== undefined && { body: JSON.stringify(body) }) }
  const response = await fetch(origin + path, init)
  return (await response.json()) as Outcome
}

/** A password as the official clients send it. */
export function encrypted(publicPem: string, password: string): string {
  return publicEncrypt({ key: publicPem, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(password)).toString(
    'base64',
  )
}
