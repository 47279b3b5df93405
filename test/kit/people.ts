import type { SignedIn } from '#domain/entry/session/session.ts'
import { issueUserToken } from '#domain/entry/session/user-token.ts'
import { openSession } from '#domain/entry/sign-in/open.ts'
import { nothingToPrepare, type Verb } from '#domain/shape/verb.ts'
import { accepted, encrypted, graphql, type Speaking } from './wire.ts'
import type { World } from './world.ts'

/** The V2 operations that most tests need, sent as the official clients send them. */
export const documents = {
  registerByEmail:
    'mutation ($input: RegisterByEmailInput!) { registerByEmail(input: $input) { id email username token loginsCount nickname } }',
  registerByUsername:
    'mutation ($input: RegisterByUsernameInput!) { registerByUsername(input: $input) { id username email token loginsCount } }',
  loginByEmail: 'mutation ($input: LoginByEmailInput!) { loginByEmail(input: $input) { id token loginsCount lastIP } }',
  loginByUsername:
    'mutation ($input: LoginByUsernameInput!) { loginByUsername(input: $input) { id token loginsCount } }',
  loginByPhonePassword:
    'mutation ($input: LoginByPhonePasswordInput!) { loginByPhonePassword(input: $input) { id token } }',
  user: 'query ($id: String) { user(id: $id) { id email username nickname token blocked userPoolId } }',
  updateUser:
    'mutation ($id: String, $input: UpdateUserInput!) { updateUser(id: $id, input: $input) { id nickname blocked email } }',
  createUser:
    'mutation ($userInfo: CreateUserInput!) { createUser(userInfo: $userInfo) { id email username phone registerSource } }',
  deleteUser: 'mutation ($id: String!) { deleteUser(id: $id) { code message } }',
  deleteUsers: 'mutation ($ids: [String!]!) { deleteUsers(ids: $ids) { code message } }',
  userBatch: 'query ($ids: [String!]!) { userBatch(ids: $ids) { id } }',
  users: 'query ($page: Int, $limit: Int) { users(page: $page, limit: $limit) { totalCount list { id } } }',
  searchUser:
    'query ($query: String!, $fields: [String]) { searchUser(query: $query, fields: $fields) { totalCount list { id } } }',
  accessToken:
    'query ($userPoolId: String!, $secret: String!) { accessToken(userPoolId: $userPoolId, secret: $secret) { accessToken exp iat } }',
  checkLoginStatus:
    'query ($token: String) { checkLoginStatus(token: $token) { code message status exp iat data { id userPoolId arn } } }',
  refreshToken: 'mutation ($id: String) { refreshToken(id: $id) { token iat exp } }',
} as const

export interface Person {
  id: string
  token: string
  username: string
  password: string
}

let counter = 0

/** Sends one of `documents`. */
export function send(world: World, name: keyof typeof documents, variables: object, speaking: Speaking = {}) {
  return graphql(world.origin, documents[name], variables, { tenant: world.tenant, ...speaking })
}

/** The password as it goes over the wire to this server. */
export function sealed(world: World, password: string): string {
  return encrypted(world.app.domain.ports.keys.transport.publicPem, password)
}

/** Somebody who has just registered by username and is signed in. */
export async function registerPerson(world: World, speaking: Speaking = {}): Promise<Person> {
  const username = `person${process.pid}n${++counter}`
  const password = 'correct horse'
  const input = { username, password: sealed(world, password), forceLogin: true }
  const { id, token } = accepted<{ id: string; token: string }>(
    await send(world, 'registerByUsername', { input }, speaking),
  )
  return { id, token, username, password }
}

/** A management token of the world's first pool, or of another. */
export async function managementToken(world: World, { pool } = world.tenant): Promise<string> {
  const outcome = await send(world, 'accessToken', { userPoolId: pool.id, secret: pool.secret })
  return accepted<{ accessToken: string }>(outcome).accessToken
}

/** Whether a user token is good still. */
export async function isSignedIn(world: World, token: string): Promise<boolean> {
  return accepted<{ code: number }>(await send(world, 'checkLoginStatus', { token })).code === 200
}

const enter: Verb<'user.signed-in', { id: string }, SignedIn> = {
  name: 'test.enter',
  admits: 'anyone',
  emits: ['user.signed-in'],
  prepare: nothingToPrepare,
  run: (context, { id }) =>
    openSession(context, { id }, { way: 'code', methods: ['email-code'], kind: 'token', counted: false }),
}

/** The token of somebody who has just signed in by a code, whether or not there is an address that one could go to. */
export async function signedInAs(world: World, id: string, tenant = world.tenant): Promise<string> {
  const { domain } = world.app
  const client = { ip: '127.0.0.1', userAgent: null }
  const requestContext = { ...tenant, caller: { kind: 'anonymous' }, client, origin: world.origin } as const
  const signedIn = await domain.callAt(enter, requestContext, { id })
  return (await issueUserToken(domain.ports, signedIn, { origin: world.origin, now: domain.clock() })).token
}
