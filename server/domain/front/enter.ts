import { isIP } from 'node:net'
import { refuse } from '@menshen/contract/errors'
import { type Nonce, readSignature } from '#domain/entry/access-key/signature.ts'
import { readMfaToken } from '#domain/entry/mfa/mfa-token.ts'
import { readPresented, readShown } from '#domain/entry/session/read-token.ts'
import { requireSessionStrength } from '#domain/entry/session/strength.ts'
import { type Admission, type Caller, leastStrength } from '#domain/shape/caller.ts'
import { type Hints, shownBy } from '#domain/shape/hints.ts'
import type { Ports } from '#domain/shape/ports.ts'
import type { Client, RequestContext } from '#domain/shape/request-context.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import { requireAllowedPage } from '#domain/tenancy/pool/allowed-origins.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { asAdministrator } from './administer.ts'

type Manager = Extract<Caller, { kind: 'manager' }>

interface PoolAndApplication {
  pool: UserPool
  application: Application | null
}

/** What an operation is, as far as it matters for who may call it. */
export interface Asked {
  admits: Admission
  /** It is a verb. */
  changes: boolean
}

export interface Entry extends PoolAndApplication {
  caller: Caller
  /** What came along where anybody is admitted: see `readPresented`. */
  presented: RequestContext['presented']
  /** Of a signed request, which is good once. */
  nonce?: Nonce | undefined
}

/**
 * Finds out who calls and in which tenant. A signature, a token or a session says its own pool; then the application named, the pool named, the
 * host name. Order of refusals: 1300 to 1305 (signature), 2224 and 2011 (unknown pool or application, when nothing else identifies the tenant),
 * 2020, 2207, 2206 (token), 2036 (token of another pool), 1001 (not for this kind of caller, not in a borrowed session, not in one or with an
 * access token that is for another application), 6127 (not without a fresh sign-in), 1001 (not for pages of that origin), 2101 (no tenant at all).
 */
export async function enter(ports: Ports, asked: Asked, { signature, ...unsigned }: Hints, now: Date): Promise<Entry> {
  if (!signature) return admit(ports, asked, unsigned, now)
  const { caller, nonce } = await readSignature(ports, signature, now)
  // Some clients put the id of something else into the application's header: the key says which pool it is.
  const hints = { ...unsigned, token: undefined, userPoolId: unsigned.userPoolId ?? caller.userPoolId }
  return { ...(await admit(ports, asked, hints, now, caller)), nonce }
}

async function admit(ports: Ports, asked: Asked, hints: Hints, now: Date, signer?: Manager): Promise<Entry> {
  const { admits } = asked
  const named = await placeNamed(ports, hints)
  const presented = signer ?? shownBy(hints)
  if (admits === 'anyone') {
    const place = named ?? (await placeOfToken(ports, hints, now)) ?? refuse(2101)
    requireAllowedPage(place.pool, hints)
    return { ...place, caller: { kind: 'anonymous' }, presented }
  }
  const known = signer ?? (await callerOf(ports, hints, now))
  const caller = await asAdministrator(ports, known, { ...asked, administers: hints.administers }, named?.pool ?? null)
  if (named && named.pool.id !== caller.userPoolId) refuse(2036)
  // Other operations do not know an mfaToken at all (2207): it is not a token of the wrong kind (1001).
  if (caller.kind === 'second factor' && !admits.includes(caller.kind)) refuse(2207)
  if (!admits.includes(caller.kind)) refuse(1001)
  if (caller.kind === 'user') requireReach(caller, admits, named)
  const place = named ?? { pool: (await ports.cached.pool(caller.userPoolId)) ?? refuse(2224), application: null }
  requireAllowedPage(place.pool, hints)
  return { ...place, caller, presented }
}

function requireReach(
  caller: Extract<Caller, { kind: 'user' }>,
  admits: Admission,
  named: PoolAndApplication | null,
): void {
  requireSessionStrength(caller, leastStrength(admits))
  const application = named?.application
  if (caller.boundTo && application && application.id !== caller.boundTo)
    refuse(1001, { variant: caller.strength === 'borrowed' ? 'borrowed' : 'bound' })
}

/** An mfaToken is known by its shape here, and checked by the operations that take one. All else is checked by `readShown`. */
async function callerOf(ports: Ports, hints: Hints, now: Date): Promise<Exclude<Caller, { kind: 'anonymous' }>> {
  const shown = shownBy(hints) || refuse(2020)
  const half = typeof shown === 'string' ? readMfaToken(shown) : null
  if (half && typeof shown === 'string') return { kind: 'second factor', userPoolId: half.userPoolId, token: shown }
  const { caller, session } = await readShown(ports, shown, now)
  if (session) ports.activity.note(session, now)
  return caller
}

/** The tenant that the request names, null when it names none. Several names must agree. */
async function placeNamed({ cached }: Ports, hints: Hints): Promise<PoolAndApplication | null> {
  const { applicationId, userPoolId, identifier } = hints
  const application = applicationId ? await cached.application(applicationId) : null
  const pool = userPoolId ? await cached.pool(userPoolId) : null
  if (application && pool && application.userPoolId !== pool.id) refuse(2011)
  if (application) return { pool: (await cached.pool(application.userPoolId)) ?? refuse(2224), application }
  // Some clients put another id into the application's header: where the pool is known, that is no error.
  if (pool) return { pool, application: null }
  if (userPoolId) refuse(2224)
  if (applicationId) refuse(2011)
  const host = identifier ? await cached.applicationByIdentifier(identifier) : null
  return host ? { pool: (await cached.pool(host.userPoolId)) ?? refuse(2224), application: host } : null
}

async function placeOfToken(ports: Ports, hints: Hints, now: Date): Promise<PoolAndApplication | null> {
  const shown = shownBy(hints)
  if (!shown) return null
  const { caller } = await readShown(ports, shown, now)
  const pool = await ports.cached.pool(caller.userPoolId)
  return pool && { pool, application: null }
}

/**
 * Where the person is. A caller with a management token of the pool may say so (400 when it is no address), because it is
 * a server that people sign in through; from everybody else it is not believed, and limits go by the connection.
 */
export async function believedClient(
  ports: Ports,
  { client, clientIp }: Hints,
  { pool, caller, presented }: Entry,
  now: Date,
): Promise<Client> {
  if (!clientIp) return client
  const known = caller.kind === 'anonymous' ? await readPresented({ ports, presented, now }) : caller
  if (known?.kind !== 'manager' || known.userPoolId !== pool.id) return client
  if (isIP(clientIp) === 0) refuse(400, { variant: 'network', values: { field: 'clientIp' } })
  return { ...client, ip: clientIp }
}
