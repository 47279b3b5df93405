import pg from 'pg'
import type { Bootstrap } from '#server/start/bootstrap-file.ts'
import { encrypted, graphql, type Outcome, rest, type Speaking } from './wire.ts'

/** Where requests go: an address and the application that `bootstrap.json` names. */
export interface Door {
  origin: string
  bootstrap: Pick<Bootstrap, 'appId' | 'userPoolId' | 'userPoolSecret'>
  /** PEM under which passwords travel. */
  publicPem: string
  headers?: Record<string, string>
}

/** The installation's key for passwords, from the database itself. */
export async function readTransportKey(connection: pg.ClientConfig): Promise<string> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    const { rows } = await client.query("SELECT public_pem FROM platform_key WHERE purpose = 'transport'")
    return rows[0].public_pem
  } finally {
    await client.end()
  }
}

function speak(door: Door, query: string, variables: object, speaking: Speaking = {}): Promise<Outcome> {
  const headers = { 'x-authing-app-id': door.bootstrap.appId, ...door.headers }
  return graphql(door.origin, query, variables, { ...speaking, headers })
}

export function register(door: Door, email: string, password: string): Promise<Outcome> {
  const input = { email, password: encrypted(door.publicPem, password) }
  const query = 'mutation ($input: RegisterByEmailInput!) { registerByEmail(input: $input) { id email } }'
  return speak(door, query, { input })
}

export function signIn(door: Door, email: string, password: string): Promise<Outcome> {
  const input = { email, password: encrypted(door.publicPem, password) }
  const query = 'mutation ($input: LoginByEmailInput!) { loginByEmail(input: $input) { id token lastIP } }'
  return speak(door, query, { input })
}

/** An administrator signs somebody out everywhere. */
export function kick(door: Door, token: string, id: string): Promise<Outcome> {
  return rest(door.origin, 'POST', '/api/v2/users/kick', { userIds: [id] }, { token, headers: door.headers ?? {} })
}

/** Somebody ends all of their sessions but this one. */
export function endOthers(door: Door, token: string): Promise<Outcome> {
  const path = '/api/v2/users/me/sessions/end-others'
  return rest(door.origin, 'POST', path, {}, { token, headers: door.headers ?? {} })
}

/** The code that `checkLoginStatus` answers: 200 signed in, 2206 not any more. */
export async function loginStatus(door: Door, token: string): Promise<number> {
  const { code, data } = await speak(door, 'query { checkLoginStatus { code status } }', {}, { token })
  return code === 200 ? (data as { code: number }).code : code
}

/** The bearer token of whoever holds the pool's secret. */
export async function managementToken(door: Door): Promise<string> {
  const { userPoolId, userPoolSecret } = door.bootstrap
  const query =
    'query ($id: String!, $secret: String!) { accessToken(userPoolId: $id, secret: $secret) { accessToken } }'
  const { data } = await speak(door, query, { id: userPoolId, secret: userPoolSecret })
  return (data as { accessToken: string }).accessToken
}

/** Lets as many people register from one address as like to. */
export async function liftRegistrationLimit(door: Door): Promise<Outcome> {
  const query = 'mutation ($input: UpdateUserpoolInput!) { updateUserpool(input: $input) { id } }'
  const input = { frequentRegisterCheck: { enabled: false } }
  return speak(door, query, { input }, { token: await managementToken(door) })
}

export function updateUser(door: Door, token: string, id: string | null, input: object): Promise<Outcome> {
  const query =
    'mutation ($id: String, $input: UpdateUserInput!) { updateUser(id: $id, input: $input) { id nickname } }'
  return speak(door, query, { id, input }, { token })
}
