// A whole house for the tests of this door: a database of its own, a listening server, a pool with applications and people.
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { createActivity } from '#domain/entry/session/activity.ts'
import { createDirectory } from '#domain/front/create-directory.ts'
import { createDomain } from '#domain/front/create-domain.ts'
import { createPlaces } from '#domain/ground/login-history/place.ts'
import { createRoutes } from '#domain/messaging/message/routes.ts'
import type { User } from '#domain/people/user/user.ts'
import { insertUser } from '#domain/people/user/user-store.ts'
import { createCaptchaKeys } from '#domain/proof/captcha/captcha-keys.ts'
import { createPasswordOpener } from '#domain/proof/credential/password-opener.ts'
import { savePasswordHash } from '#domain/proof/credential/password-store.ts'
import { createCodeKeys } from '#domain/proof/verification-code/code-keys.ts'
import type { Domain } from '#domain/shape/domain.ts'
import type { Application, ApplicationSettings } from '#domain/tenancy/application/application.ts'
import { insertApplication } from '#domain/tenancy/application/application-store.ts'
import { loadKeys } from '#domain/tenancy/key/load-keys.ts'
import { insertPool } from '#domain/tenancy/pool/pool-store.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { systemClock } from '#platform/clock.ts'
import { createCoreQueue } from '#platform/core-queue.ts'
import { newId, newSecret, newToken } from '#platform/crypto/random.ts'
import { createSeal } from '#platform/crypto/seal.ts'
import { connectDatabase, type Database } from '#platform/database/connect.ts'
import { createHttpServer } from '#platform/http/server.ts'
import { createLimits } from '#platform/limits/limits.ts'
import { createLog } from '#platform/log.ts'
import { createAddressRules } from '#platform/outgoing/address-rules.ts'
import { createPasswordHasher } from '#platform/password-hasher.ts'
import { createTransportMakers } from '#server/provider/make-transport.ts'
import { makeStorage } from '#server/provider/storage/make-storage.ts'
import { admitAddresses } from '#surface/admit-address.ts'
import { mountOidc, type OidcDoor } from '#surface/oidc/mount.ts'
import { readBuiltAssets } from '#surface/pages/frame/built-assets.ts'
import { createScreens } from '#surface/pages/frame/screens.ts'
import { mountPages } from '#surface/pages/mount.ts'
import { createMisdirected } from '#surface/pages/public/misdirected.ts'
import { createTestDatabase } from '../kit/database.ts'
import { watch } from '../kit/evidence.ts'

type NewApplication = Omit<Partial<Application>, 'settings'> & { settings?: Partial<ApplicationSettings> }

export interface House {
  origin: string
  issuer: string
  domain: Domain
  database: Database
  addresses: { publicUrl: string; anyLoopback: boolean }
  /** Lines of the log at `error` and above. */
  errors: string[]
  addPool(): Promise<UserPool>
  addApplication(pool: UserPool, more?: NewApplication): Promise<Application>
  addUser(pool: UserPool, more?: Partial<User>): Promise<User & { password: string }>
  /** A second server on the same ground, where the engine answers everything itself; its origin. */
  openEngine(): Promise<string>
  /** Answers of the first server that did not come out of the engine. */
  ownAnswers(): number
  close(): Promise<void>
}

type ServerParts = Pick<OidcDoor, 'domain' | 'addresses' | 'log' | 'fastPaths'>

/** A listening server with the door and the pages. */
async function openServer(
  door: ServerParts,
  firstApplication: () => Promise<Application | null>,
  answered = () => {},
): Promise<FastifyInstance> {
  const http = await createHttpServer({ log: door.log, trustedProxies: [] })
  watch(http.server as Server)
  // What the engine answers goes past the hooks.
  http.addHook('onSend', async () => answered())
  const assets = readBuiltAssets(door.log)
  const screens = createScreens(assets, 'test')
  admitAddresses(http, door, createMisdirected(assets, 'test', door.addresses))
  const interactions = await mountOidc(http, { ...door, screens })
  const found = { firstApplication, ownersApplication: async () => null }
  const about = { version: 'test', database: 'PostgreSQL', production: false, ...found } as const
  await mountPages(http, { ...door, assets, screens, interactions, ...about })
  await http.listen({ host: '127.0.0.1', port: 0 })
  return http
}

export const callback = 'http://127.0.0.1:9/callback'

export async function openHouse(): Promise<House> {
  const testDatabase = await createTestDatabase()
  const errors: string[] = []
  const log = createLog('error', { write: (line) => void errors.push(line) })
  const database = await connectDatabase(testDatabase.connection, log, 10)
  const seal = createSeal('a secret key for tests only')
  const directory = createDirectory(database.unit.look, seal, database.notices)
  const { unit, notices } = database
  const keys = (await loadKeys({ unit, notices, seal, clock: systemClock, log }, newToken())).ring
  const secretKey = 'a secret key for tests only'
  const counting = { limits: createLimits(secretKey), captcha: createCaptchaKeys(secretKey) }
  const messages = createRoutes(
    seal,
    { mail: null, sms: null },
    createTransportMakers(systemClock, createAddressRules()),
  )
  const sending = { codes: createCodeKeys(secretKey), messages }
  const signedIn = { activity: createActivity(database.unit, log), places: createPlaces() }
  const addresses = { publicUrl: 'http://127.0.0.1', anyLoopback: true }
  const cores = createCoreQueue()
  const tools = {
    addresses,
    hasher: createPasswordHasher(cores),
    opener: createPasswordOpener(keys.transport, cores),
    keys,
    seal,
    directory,
    ...counting,
    ...sending,
    ...signedIn,
    principals: null,
  }
  // Nobody uploads anything through these doors.
  const files = { storage: makeStorage('file:///nowhere'), maxBytes: 0 }
  const domain = createDomain(database.unit, { ...tools, files }, systemClock)

  const door = { domain, addresses, log }
  const first = { application: null as Application | null }
  const firstApplication = async () => first.application
  let ownAnswers = 0
  const http = await openServer(door, firstApplication, () => void ownAnswers++)
  const servers = [http]
  const originOf = (http: FastifyInstance) => `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`
  const origin = originOf(http)
  door.addresses.publicUrl = origin

  return {
    origin,
    issuer: `${origin}/oidc`,
    domain,
    database,
    addresses: door.addresses,
    errors,
    addPool: () =>
      database.unit.write(({ tx }) => {
        const id = newId()
        const secrets = { secret: newSecret(), jwtSecret: newToken() }
        return insertPool(tx, seal, { id, ownerId: null, isRoot: false, name: 'Pool', domain: id, ...secrets })
      }),
    async addApplication(pool, { settings = {}, ...more } = {}) {
      const id = newId()
      const application = await database.unit.write(({ tx }) =>
        insertApplication(tx, seal, {
          id,
          userPoolId: pool.id,
          identifier: id,
          name: `Shop ${id}`,
          secret: newSecret(),
          redirectUris: [callback],
          logoutRedirectUris: ['http://127.0.0.1:9/bye'],
          settings,
          ...more,
        }),
      )
      first.application ??= application
      return application
    },
    async addUser(pool, more = {}) {
      const password = 'correct horse 1'
      const hash = await domain.tools.hasher.hash(password)
      const user = await database.unit.write(async ({ tx }) => {
        const id = newId()
        const made = await insertUser(
          tx,
          { id, userPoolId: pool.id, username: `u${id}`, email: `${id}@example.com`, ...more },
          new Date(),
        )
        await savePasswordHash(tx, pool.id, id, hash, new Date())
        return made
      })
      return { ...user, password }
    },
    async openEngine() {
      const engine = await openServer({ ...door, fastPaths: false }, firstApplication)
      servers.push(engine)
      return originOf(engine)
    },
    ownAnswers: () => ownAnswers,
    async close() {
      await Promise.all(servers.map((http) => http.close()))
      await database.close()
      await testDatabase.drop()
    },
  }
}
