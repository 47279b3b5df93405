// Requests as the official clients send them, and what counts as a success.
import type { Target } from '../target.ts'
import type { Answer, Connection } from './connection.ts'
import { type Headers, postJson } from './request.ts'

/** One GraphQL request to the first application, for `token` when there is one. */
export function graphql(
  { origin, bootstrap }: Target,
  query: string,
  variables: object,
  token?: string,
  more: Headers = {},
): Buffer {
  return postJson(origin, '/graphql/v2', { query, variables }, { ...headersOf(bootstrap.appId, token), ...more })
}

function headersOf(appId: string, token: string | undefined): Headers {
  return {
    accept: 'application/json',
    'x-authing-app-id': appId,
    'x-authing-request-from': 'sdk',
    'x-authing-lang': 'en-US',
    ...(token && { authorization: `Bearer ${token}` }),
  }
}

const errors = Buffer.from('"errors":')

/** Sends a GraphQL request that must succeed. Not parsed: reading what was asked for is the client's cost, not the server's. */
export async function succeed(connection: Connection, request: Buffer): Promise<Answer> {
  const answer = await connection.send(request)
  if (answer.status !== 200 || answer.body.subarray(0, 12).includes(errors)) throw wrong(answer)
  return answer
}

/** The one field of a GraphQL answer that must be a success. */
export async function ask<Data>(connection: Connection, request: Buffer): Promise<Data> {
  const { body } = await succeed(connection, request)
  return Object.values((JSON.parse(body.toString()) as { data: object }).data)[0] as Data
}

/** Sends what must be answered with this status, and gives the JSON of it. */
export async function expectJson<Body>(connection: Connection, request: Buffer, status = 200): Promise<Body> {
  const answer = await connection.send(request)
  if (answer.status !== status) throw wrong(answer)
  return JSON.parse(answer.body.toString()) as Body
}

export function wrong({ head, body }: Answer): Error {
  return new Error(`${head.split('\r\n', 1)[0]} ${body.toString().slice(0, 300)}`)
}
