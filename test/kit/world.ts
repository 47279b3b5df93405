import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ClientConfig } from 'pg'
import type { PlatformTransports } from '#domain/messaging/message/routes.ts'
import type { FileStorage } from '#domain/people/file/file-storage.ts'
import type { FirstBoot } from '#domain/top/installation/first-boot.ts'
import { firstBoot } from '#domain/top/installation/first-boot.ts'
import { connectDatabase, type Database } from '#platform/database/connect.ts'
import { createLog } from '#platform/log.ts'
import { type App, createApp } from '#server/app.ts'
import { makeStorage } from '#server/provider/storage/make-storage.ts'
import { type Bootstrap, bootstrapOf } from '#server/start/bootstrap-file.ts'
import { atEndOfFile } from './at-end.ts'
import { cheapHashing } from './cheap-hashing.ts'
import { createTestDatabase } from './database.ts'
import { overhearing, watch } from './evidence.ts'
import { knownKeys, secretKey } from './known-keys.ts'
import { hangUp } from './light-fetch.ts'
import { shareOpener } from './opener.ts'
import { addTenant, type Tenant } from './tenant.ts'

/** The worlds of the test file that are still open. A world may be made inside any hook, so none can close it but the file's end. */
const open = new Set<() => Promise<void>>()
atEndOfFile(async () => {
  for (const close of open) await close()
})

export interface WorldOptions {
  /** As `PUBLIC_URL`; the server listens on loopback whatever it says. */
  publicUrl?: string | null
  trustedProxies?: string[]
  /** As with NODE_ENV=production, as far as it is seen over the wire. */
  production?: boolean
  maxInFlight?: number
  /** Between the server and its database, e.g. a line that the test can cut. */
  through?: (connection: ClientConfig) => Promise<ClientConfig>
  /** What pools may send to besides the public internet: our own mail and text servers, unless told otherwise. */
  outgoingAllowedHosts?: string[]
  /** Hashes and opens passwords as dearly as a real server does. Left out, a hash costs next to nothing, and threads that open are shared. */
  realHashing?: boolean
  /** Makes keys of its own, as every installation does. Left out, it has those of the other worlds. */
  ownKeys?: boolean
  /** Log lines (JSON) are handed here; none are written anywhere else. */
  onLog?: (line: string) => void
  /** Called with each answer that our own code gives; those of the OpenID engine go past it. */
  onAnswer?: () => void
  /** The platform's senders; what is left out goes to the outbox. */
  messages?: Partial<PlatformTransports>
  /** Where uploads go; left out: a directory of its own. */
  storage?: FileStorage
}

/**
 * A running server on a database of its own, with what the first start makes. Closes itself when the test file ends; a file that
 * makes one for each test closes each, for they hold connections and a PostgreSQL has a hundred by default.
 */
export interface World {
  /** Where it listens. */
  origin: string
  app: App
  database: Database
  made: FirstBoot
  /** What an operator is given, in `bootstrap.json`. */
  bootstrap: Bootstrap
  /** The first pool and its application. */
  tenant: Tenant
  /** Another pool with an application and people of its own. */
  addTenant(name: string): Promise<Tenant>
  /** Moves the server's clock; tokens and codes age by it. */
  passSeconds(seconds: number): void
  /** Closed ahead of the world: what a test opened on its ground. */
  alsoClose(close: () => unknown): void
  close(): Promise<void>
}

export async function newWorld({
  production = false,
  publicUrl = null,
  trustedProxies = [],
  maxInFlight = 1000,
  through = async (connection) => connection,
  outgoingAllowedHosts = ['127.0.0.1'],
  realHashing = false,
  ownKeys = false,
  onLog,
  onAnswer,
  messages,
  storage,
}: WorldOptions = {}): Promise<World> {
  const undo: (() => unknown)[] = []
  const close = async () => {
    open.delete(close)
    for (const step of undo.splice(0).reverse()) await step()
  }
  // From here on: what is half made when something fails would keep the file's process alive for ever.
  open.add(close)
  const testDatabase = await createTestDatabase(ownKeys ? {} : { prepared: knownKeys })
  undo.push(testDatabase.drop)
  const log = createLog(onLog ? 'debug' : 'silent', { write: (line) => onLog?.(line) })
  const database = await connectDatabase(await through(testDatabase.connection), log, 10)
  undo.push(database.close)
  const uploads = mkdtempSync(join(tmpdir(), 'menshen-uploads-'))
  undo.push(() => rmSync(uploads, { recursive: true, force: true }))
  let offset = 0
  const config = { host: '127.0.0.1', port: 0, publicUrl, trustedProxies, maxInFlight, outgoingAllowedHosts }
  const app = await createApp({
    config,
    database: { ...database, unit: overhearing(database.unit) },
    secretKey,
    log,
    about: { version: 'test', database: 'PostgreSQL', production },
    files: { storage: storage ?? makeStorage(pathToFileURL(uploads).href), maxBytes: 2_097_152 },
    messages: { mail: null, sms: null, ...messages },
    clock: () => new Date(Date.now() + offset),
    ...(!realHashing && { hashing: cheapHashing }),
  })
  undo.push(app.close)
  if (!realHashing) shareOpener(app)
  watch(app.http.server as Server)
  if (onAnswer) app.http.addHook('onSend', async () => onAnswer())
  const address = await app.listen()
  const origin = `http://127.0.0.1:${(app.http.server.address() as AddressInfo).port}`
  undo.push(() => hangUp(origin))
  const made = await firstBoot(
    app.domain,
    { ownerEmail: 'owner@example.com', origins: publicUrl ? [address] : [origin, address] },
    () => {},
  )
  if (!made) throw new Error('the database of a new world was not empty')
  app.open()
  return {
    origin,
    app,
    database,
    made,
    bootstrap: bootstrapOf(origin, made),
    tenant: { origin, pool: made.pool, application: made.application },
    addTenant: (name) => addTenant(app.domain, origin, name),
    passSeconds: (seconds) => {
      offset += seconds * 1000
    },
    alsoClose: (step) => void undo.push(step),
    close,
  }
}
