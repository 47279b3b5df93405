// Ways in, each through its own door, for what must be the same at all of them.
import assert from 'node:assert/strict'
import { Browser } from '../oidc/browser.ts'
import { managementToken, sealed, send } from './people.ts'
import { accepted, graphql, type Outcome, rest, type Speaking } from './wire.ts'
import type { World } from './world.ts'

export interface Credentials {
  account: string
  password: string
  captchaCode?: string
}

const loginByUsername =
  'mutation ($input: LoginByUsernameInput!) { loginByUsername(input: $input) { id token loginsCount } }'
const registerByUsername =
  'mutation ($input: RegisterByUsernameInput!) { registerByUsername(input: $input) { id token username } }'

/** Where people enter by a name and a password. */
export const doors = ['GraphQL V2', 'REST V2', 'hosted page'] as const
export type EntryDoor = (typeof doors)[number]

type Way = (world: World, credentials: Credentials, speaking?: Speaking) => Promise<Outcome>

/** Signing in with a username and a password. */
export const signingIn: Record<EntryDoor, Way> = {
  'GraphQL V2': (world, { account, password, captchaCode }, speaking) =>
    graphql(
      world.origin,
      loginByUsername,
      { input: { username: account, password: sealed(world, password), captchaCode } },
      { tenant: world.tenant, ...speaking },
    ),
  'REST V2': (world, { account, password, captchaCode }, speaking) =>
    rest(
      world.origin,
      'POST',
      '/api/v2/login/account',
      { account, password: sealed(world, password), captchaCode },
      { tenant: world.tenant, ...speaking },
    ),
  'hosted page': (world, credentials, speaking) => actOnPage(world, 'sign-in', credentials, speaking),
}

/** Registering with a username and a password. */
export const registering: Record<EntryDoor, Way> = {
  'GraphQL V2': (world, { account, password }, speaking) =>
    graphql(
      world.origin,
      registerByUsername,
      { input: { username: account, password: sealed(world, password) } },
      { tenant: world.tenant, ...speaking },
    ),
  'REST V2': (world, { account, password }, speaking) =>
    rest(
      world.origin,
      'POST',
      '/api/v2/register/username',
      { username: account, password: sealed(world, password) },
      { tenant: world.tenant, ...speaking },
    ),
  'hosted page': (world, { account, password }, speaking) =>
    actOnPage(world, 'sign-up', { method: 'username', username: account, password }, speaking),
}

/** A browser before the sign-in page of the world's application. */
export function openBrowser(world: World): Browser {
  return new Browser(world)
}

/** Opens the sign-in page in a new browser, or the one given, and does something on it. */
export async function actOnPage(
  world: World,
  action: string,
  fields: object,
  { lang = 'en-US', headers = {} }: Speaking = {},
  browser = openBrowser(world),
): Promise<Outcome> {
  const page = await browser.open(`/sign-in/${world.tenant.application.id}`)
  const answer = await browser.act(page, action, fields, { 'x-authing-lang': lang, ...headers })
  return { ...answer, door: 'hosted page' }
}

/** Changes the settings of the world's pool, as its administrator does. */
export async function setPool(world: World, input: object): Promise<void> {
  const query = 'mutation ($input: UpdateUserpoolInput!) { updateUserpool(input: $input) { id } }'
  const speaking = { tenant: world.tenant, token: await managementToken(world) }
  accepted(await graphql(world.origin, query, { input }, speaking))
}

/** Somebody with a username and a password, created by the administrator. */
export async function addPerson(world: World, username: string, password = 'correct horse'): Promise<string> {
  const userInfo = { username, password: sealed(world, password) }
  const outcome = await send(world, 'createUser', { userInfo }, { token: await managementToken(world) })
  return accepted<{ id: string }>(outcome).id
}

/** Everything that a refused request might have changed, but for what counts its tries. */
export async function snapshot({ database }: World): Promise<string> {
  const { rows } = await database.pool.query(
    'SELECT (SELECT json_agg(u ORDER BY id) FROM user_account u) AS people, (SELECT count(*) FROM session) AS sessions, (SELECT json_agg(p ORDER BY user_id) FROM user_password p) AS passwords, (SELECT json_agg(q ORDER BY id) FROM user_pool q) AS pools',
  )
  return JSON.stringify(rows)
}

/** Runs something once in each language; nothing may have changed, and each says it in its own words. */
export async function inBothLanguages(world: World, provoke: (speaking: Speaking) => Promise<Outcome>) {
  const before = await snapshot(world)
  const [chinese, english] = [await provoke({ lang: 'zh-CN' }), await provoke({ lang: 'en-US' })]
  assert.equal(await snapshot(world), before, 'nothing has changed')
  assert.match(chinese.message, /\p{Script=Han}/u)
  assert.doesNotMatch(english.message, /\p{Script=Han}/u)
  return [chinese, english]
}
