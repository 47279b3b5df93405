import { createHash, randomBytes } from 'node:crypto'
import type { Application } from '#domain/tenancy/application/application.ts'
import { managementToken, registerPerson, sealed, send } from '../../test/kit/people.ts'
import { ask } from '../../test/kit/rest.ts'
import { addApplication } from '../../test/kit/tenant.ts'
import { accepted } from '../../test/kit/wire.ts'
import type { World } from '../../test/kit/world.ts'
import { Browser } from '../../test/oidc/browser.ts'

/** One request, or what the server does by itself between two. */
export interface Leg {
  name: string
  go(): Promise<unknown>
}

/** Makes what the walk needs, which is not recorded, and answers its legs. Called once to warm up and once to record. */
export type Journey = (world: World) => Promise<Leg[]>

async function signInByPassword(world: World): Promise<Leg[]> {
  const { username, password } = await registerPerson(world)
  const input = { username, password: sealed(world, password) }
  return [{ name: '`loginByUsername`', go: async () => accepted(await send(world, 'loginByUsername', { input })) }]
}

async function makeRole(world: World): Promise<Leg[]> {
  const token = await managementToken(world)
  return [{ name: '`POST /api/v2/roles`', go: () => askForRole(world, token) }]
}

async function fileRecord(world: World): Promise<Leg[]> {
  const token = await managementToken(world)
  const { relay } = world.app
  await relay.stop()
  await askForRole(world, token)
  const file = async () => {
    relay.start()
    await relay.catchUp()
  }
  const query = async () => accepted(await ask(world, 'GET /api/v2/analysis/audit?limit=1', { token }))
  return [
    { name: 'the relay files the event', go: file },
    { name: '`GET /api/v2/analysis/audit`', go: query },
  ]
}

async function askForRole(world: World, token: string): Promise<void> {
  const code = `role-${randomBytes(4).toString('hex')}`
  accepted(await ask(world, 'POST /api/v2/roles', { token }, { code }))
}

const callback = 'http://127.0.0.1:9/callback'

async function authorizeByCode(world: World): Promise<Leg[]> {
  const { username, password } = await registerPerson(world)
  const identifier = `shop-${randomBytes(4).toString('hex')}`
  const redirectUris = [callback]
  const application = await addApplication(world.app.domain, world.tenant.pool, { identifier, redirectUris })
  const browser = new Browser(world)
  const verifier = randomBytes(32).toString('base64url')
  let page = { uid: '', csrf: '' }
  let next = authorizeAddress(world, application, verifier)
  return [
    { name: '`GET /oidc/auth`', go: async () => (next = locationOf(await browser.go(next))) },
    { name: 'the sign-in page', go: async () => (page = await browser.open(next)) },
    {
      name: 'the page sends name and password',
      go: async () => (next = (await browser.act(page, 'sign-in', { account: username, password })).data.location),
    },
    { name: 'back to the application', go: async () => (next = locationOf(await browser.follow(next))) },
    { name: '`POST /oidc/token`', go: () => redeem(world, application, { next, verifier }) },
  ]
}

function locationOf(answer: Pick<Response, 'headers' | 'status'>): string {
  const location = answer.headers.get('location')
  if (!location) throw new Error(`answered ${answer.status} and no address to go to`)
  return location
}

function authorizeAddress({ origin }: World, { id }: Application, verifier: string): string {
  const asked = new URLSearchParams({
    client_id: id,
    redirect_uri: callback,
    response_type: 'code',
    scope: 'openid profile',
    state: 'state',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  return `${origin}/oidc/auth?${asked}`
}

async function redeem(
  { origin }: World,
  { id, secret }: Application,
  { next, verifier }: { next: string; verifier: string },
): Promise<void> {
  const code = new URL(next).searchParams.get('code') ?? ''
  const form = { grant_type: 'authorization_code', code, redirect_uri: callback, code_verifier: verifier }
  const body = new URLSearchParams({ ...form, client_id: id, client_secret: secret })
  const answer = await fetch(`${origin}/oidc/token`, { method: 'POST', body })
  if (!answer.ok) throw new Error(`no tokens but ${answer.status} ${await answer.text()}`)
  await answer.arrayBuffer()
}

/** By the name that stands in the marks of docs/walks.md. The relay stands still until the last. */
export const journeys: Record<string, Journey> = {
  'sign-in-by-password': signInByPassword,
  'code-flow': authorizeByCode,
  'create-role': makeRole,
  'audit-record': fileRecord,
}
