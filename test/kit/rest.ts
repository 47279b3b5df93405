import assert from 'node:assert/strict'
import { lightFetch } from './light-fetch.ts'
import { sealed } from './people.ts'
import { type Outcome, rest, type Speaking } from './wire.ts'
import type { World } from './world.ts'

/** Agents as they write themselves. */
export const agents = {
  chrome:
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
  firefox: 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0',
  phone:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
}

/** Asks a REST door as the world's application: `GET /api/v2/users/me`. */
export function ask(world: World, line: string, speaking: Speaking = {}, body?: unknown): Promise<Outcome> {
  const [method, path] = line.split(' ') as [string, string]
  return rest(world.origin, method, path, body, { tenant: world.tenant, ...speaking })
}

export interface SignedInWith {
  token: string
  /** What makes the device known; null when the client showed it already. */
  device: string | null
  outcome: Outcome
}

/** Signs in with the program of that name, as a client that keeps what it is given in headers may. */
export async function signInWith(
  world: World,
  { username, password }: { username: string; password: string },
  { agent = agents.chrome, device, ...speaking }: Speaking & { agent?: string; device?: string | null } = {},
): Promise<SignedInWith> {
  const headers = { 'user-agent': agent, ...(device && { 'x-menshen-device': device }), ...speaking.headers }
  const tenant = speaking.tenant ?? world.tenant
  const response = await lightFetch(`${world.origin}/api/v2/login/account`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-authing-app-id': tenant.application.id,
      'x-authing-lang': speaking.lang ?? 'en-US',
      ...headers,
    },
    body: JSON.stringify({ account: username, password: sealed(world, password) }),
  })
  assert.equal(response.status, 200)
  const outcome = { ...((await response.json()) as Outcome), door: 'REST V2' as const }
  const token = (outcome.data as { token?: string } | null)?.token ?? ''
  return { token, device: response.headers.get('x-menshen-device'), outcome }
}
