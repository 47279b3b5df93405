// A world as the tests of this door need it: pools, applications and people put there directly, and the engine beside the door.
import type { AddressInfo } from 'node:net'
import type { User } from '#domain/people/user/user.ts'
import { insertUser } from '#domain/people/user/user-store.ts'
import { savePasswordHash } from '#domain/proof/credential/password-store.ts'
import type { Grounded } from '#domain/shape/domain.ts'
import type { Addresses } from '#domain/tenancy/address/addresses.ts'
import type { Application, ApplicationSettings } from '#domain/tenancy/application/application.ts'
import { insertApplication } from '#domain/tenancy/application/application-store.ts'
import { insertPool } from '#domain/tenancy/pool/pool-store.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { newId, newSecret, newToken } from '#platform/crypto/random.ts'
import type { Database } from '#platform/database/connect.ts'
import { createHttpServer } from '#platform/http/server.ts'
import { createLog } from '#platform/log.ts'
import type { Door } from '#surface/door.ts'
import { mountDoors } from '#surface/doors.ts'
import type { OidcDoor } from '#surface/protocol/oidc/mount.ts'
import { newWorld } from '../kit/world.ts'

type NewApplication = Omit<Partial<Application>, 'settings'> & { settings?: Partial<ApplicationSettings> }

export interface House {
  origin: string
  issuer: string
  domain: Grounded
  database: Database
  addresses: Addresses
  /** What the first start made. */
  firstApplication: Application
  /** Lines of the log at `error` and above. */
  errors: string[]
  addPool(): Promise<UserPool>
  addApplication(pool: UserPool, more?: NewApplication): Promise<Application>
  addUser(pool: UserPool, more?: Partial<User>): Promise<User & { password: string }>
  /** A second server on the same ground, where the engine answers everything itself; its origin. */
  openEngine(): Promise<string>
  /** Answers of the first server that did not come out of the engine. */
  ownAnswers(): number
}

export const callback = 'http://127.0.0.1:9/callback'

/** Closes itself when the test file ends, as every world does. */
export async function openHouse(): Promise<House> {
  const errors: string[] = []
  const onLog = (line: string) => {
    if (JSON.parse(line).level >= 50) errors.push(line)
  }
  let ownAnswers = 0
  // What the engine answers goes past the hooks.
  const world = await newWorld({ onLog, onAnswer: () => void ownAnswers++ })
  const { origin, database } = world
  const { domain } = world.app
  const { addresses } = domain.ports
  return {
    origin,
    issuer: `${origin}/oidc`,
    domain,
    database,
    addresses,
    firstApplication: world.made.application,
    errors,
    addPool: () => addPool(domain),
    addApplication: (pool, more) => addApplication(domain, pool, more),
    addUser: (pool, more) => addUser(domain, pool, more),
    openEngine: async () => {
      const engine = await openEngine({ domain, addresses, log: createLog('error', { write: onLog }) })
      world.alsoClose(engine.close)
      return engine.origin
    },
    ownAnswers: () => ownAnswers,
  }
}

function addPool({ unit, ports }: Grounded): Promise<UserPool> {
  return unit.write(({ tx }) => {
    const id = newId()
    const secrets = { secret: newSecret(), jwtSecret: newToken() }
    return insertPool(tx, ports.seal, { id, ownerId: null, isRoot: false, name: 'Pool', domain: id, ...secrets })
  })
}

function addApplication(
  { unit, ports }: Grounded,
  pool: UserPool,
  { settings = {}, ...more }: NewApplication = {},
): Promise<Application> {
  const id = newId()
  const application = {
    id,
    userPoolId: pool.id,
    identifier: id,
    name: `Shop ${id}`,
    secret: newSecret(),
    redirectUris: [callback],
    logoutRedirectUris: ['http://127.0.0.1:9/bye'],
    settings,
    ...more,
  }
  return unit.write(({ tx }) => insertApplication(tx, ports.seal, application))
}

async function addUser({ unit, ports }: Grounded, pool: UserPool, more: Partial<User> = {}) {
  const password = 'correct horse 1'
  const hash = await ports.hasher.hash(password)
  const user = await unit.write(async ({ tx }) => {
    const id = newId()
    const names = { username: `u${id}`, email: `${id}@example.com` }
    const made = await insertUser(tx, { id, userPoolId: pool.id, ...names, ...more }, new Date())
    await savePasswordHash(tx, pool.id, id, hash, new Date())
    return made
  })
  return { ...user, password }
}

async function openEngine(ground: Door): Promise<{ origin: string; close(): Promise<void> }> {
  const door: Door & Pick<OidcDoor, 'fastPaths'> = { ...ground, fastPaths: false }
  const http = await createHttpServer({ log: door.log, trustedProxies: [] })
  const about = { version: 'test', database: 'PostgreSQL', production: false }
  await mountDoors(http, door, about, async () => null)
  await http.listen({ host: '127.0.0.1', port: 0 })
  const { port } = http.server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, close: () => http.close() }
}
