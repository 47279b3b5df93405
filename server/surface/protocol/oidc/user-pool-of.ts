import type { Artifacts } from '#domain/entry/oidc-artifact/artifacts.ts'
import type { CachedRecords } from '#domain/shape/cached-records.ts'
import { parseJwt } from '#platform/crypto/jwt.ts'
import { nameOf } from './adapter.ts'
import type { RequestScope } from './scope.ts'

/** What a request says about the browser session it means; nothing in it is believed for more than the name of a cookie. */
export interface Signs {
  /** Without the mount path. */
  path: string
  query: URLSearchParams
  cookies: string | undefined
}

/** Fills in the user pool whose session cookie the request is about. */
export async function findUserPool(
  scope: RequestScope,
  { path, query, cookies }: Signs,
  { cached, artifacts }: { cached: CachedRecords; artifacts: Artifacts },
): Promise<void> {
  const uid = /^\/(?:auth|interaction)\/([\w-]{10,100})(?:\/|$)/.exec(path)?.[1]
  scope.userPoolId = uid
    ? await poolOfInteraction(scope, uid, artifacts)
    : ((await poolOfClient(clientIdOf(query), cached)) ?? query.get('pool') ?? poolOfCookies(cookies))
  const pool = scope.userPoolId ? await cached.pool(scope.userPoolId) : null
  scope.userPoolId = pool?.id ?? null
  scope.sessionLifetime = pool?.settings.tokenExpiresAfter ?? null
}

async function poolOfInteraction(scope: RequestScope, uid: string, artifacts: Artifacts): Promise<string | null> {
  const stored = await artifacts.find('Interaction', uid)
  if (stored) scope.seen.set(nameOf('Interaction', uid), stored)
  return stored?.userPoolId ?? null
}

function clientIdOf(query: URLSearchParams): string | null {
  const hinted = parseJwt(query.get('id_token_hint') ?? '')?.claims.aud
  return query.get('client_id') ?? (typeof hinted === 'string' ? hinted : null)
}

async function poolOfClient(id: string | null, cached: CachedRecords): Promise<string | null> {
  if (!id || !/^[\w-]{1,64}$/.test(id)) return null
  return (await cached.application(id))?.userPoolId ?? null
}

/** A sign-out that names nobody means the one session that this browser has. */
function poolOfCookies(cookies = ''): string | null {
  const pools = new Set([...cookies.matchAll(/menshen_session_([0-9a-f]{24})=/g)].map((match) => match[1] as string))
  return pools.size === 1 ? ([...pools][0] ?? null) : null
}
