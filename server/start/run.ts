import { refuseLeaked } from '#domain/proof/credential/common-passwords.ts'
import { readPasswordList } from '#domain/proof/credential/password-list.ts'
import { systemClock } from '#platform/clock.ts'
import { createLog, type Log } from '#platform/log.ts'
import { StartError } from '#platform/start-error.ts'
import type { App } from '../app.ts'
import type { Config } from '../config.ts'
import manifest from '../package.json' with { type: 'json' }
import { watchQueue } from '../work/watch.ts'
import { renderBanner } from './banner.ts'
import { bootstrapOf, refreshBootstrap, writeBootstrap } from './bootstrap-file.ts'
import { type OpenDatabase, openDatabase } from './open-database.ts'
import { openStorage } from './open-storage.ts'
import { openTransports } from './open-transports.ts'
import { startRestating } from './restating.ts'
import { loadSecretKey } from './secret-key.ts'

export interface Running {
  origin: string
  /** Ends in good order: nothing in flight is cut, the database is closed. */
  stop(): Promise<void>
}

/** Starts everything, in order, and undoes what it began when a step fails. */
export async function run(config: Config, fail: (error: unknown) => void): Promise<Running> {
  const log = createLog(config.logLevel)
  const messages = openTransports(config, systemClock)
  const files = openStorage(config)
  if (config.breachedPasswordsFile) refuseLeaked(await readPasswordList(config.breachedPasswordsFile))
  // To load the doors takes as long as to start the database, which is another process: both at once.
  const [opened, { createApp }] = await Promise.all([openDatabase(config, log, fail), import('../app.ts')])
  let app: App | undefined
  try {
    app = await createApp({
      config,
      database: opened.database,
      secretKey: loadSecretKey(config.dataDir, config.secretKey),
      formerSecretKey: config.formerSecretKey,
      log,
      messages,
      files,
      about: { version: manifest.version, database: await nameDatabase(opened), production: config.production },
    })
    const origin = await listen(app, config)
    warnOfProxy(config, log)
    await boot(app, opened, config, origin, log)
    app.open()
    const watch = watchQueue(app.domain, log)
    const restating = startRestating(app.domain.unit, app.domain.clock, log)
    return { origin, stop: () => stop(app as App, [watch, restating], opened, log) }
  } catch (error) {
    await app?.close()
    await opened.close()
    throw error
  }
}

/** In words, for people: `PostgreSQL 18.4 (embedded)`. */
async function nameDatabase({ database, kind }: OpenDatabase): Promise<string> {
  const { rows } = await database.pool.query<{ version: string }>("SELECT current_setting('server_version') AS version")
  return `PostgreSQL ${rows[0]?.version.split(' ', 1)[0]}${kind === 'embedded' ? ' (embedded)' : ''}`
}

async function listen(app: App, { host, port }: Config): Promise<string> {
  try {
    return await app.listen()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      throw new StartError(`Port ${port} on ${host} is in use. Stop what listens there, or set PORT to another.`)
    if (code === 'EACCES')
      throw new StartError(`This user may not listen on port ${port}. Set PORT to one above 1023, or grant the right.`)
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new StartError(
        `HOST is "${host}", which is not an address of this machine. Set it to 127.0.0.1 or 0.0.0.0.`,
      )
    throw error
  }
}

/** TLS ends before us, so there is a proxy. Unless it is trusted, everybody comes from its address. */
function warnOfProxy({ production, publicUrl, trustedProxies }: Config, log: Log): void {
  if (!production || trustedProxies.length > 0 || !publicUrl?.startsWith('https:')) return
  log.warn(
    'PUBLIC_URL is https and TRUSTED_PROXIES is empty: all clients count as one address, and their limits on tries as one. Set TRUSTED_PROXIES to the address of the proxy.',
  )
}

async function boot(app: App, { kind }: OpenDatabase, config: Config, origin: string, log: Log): Promise<void> {
  const { dataDir, ownerEmail } = config
  const origins = config.publicUrl ? [origin] : [origin, origin.replace('//localhost', '//127.0.0.1')]
  const { firstBoot } = await import('#domain/top/installation/first-boot.ts')
  const { followAddress } = await import('#domain/top/installation/follow-address.ts')
  const { equipRootPool } = await import('#domain/top/installation/equip-root-pool.ts')
  const { makeOutboxKey } = await import('#domain/proof/admin-message/outbox.ts')
  const places = [...new Set(origins)]
  const made = await firstBoot(app.domain, { ownerEmail, origins: places }, (made) =>
    writeBootstrap(dataDir, bootstrapOf(origin, made)),
  )
  const root = made?.root ?? (await equipRootPool(app.domain, places))
  if (!root) throw new Error('the first start left no root pool')
  for (const name of made ? [] : await followAddress(app.domain, root.application, places))
    log.warn(
      { application: name },
      `the redirect addresses of an application stand under another address than ${origin}: people cannot sign in to it until an administrator registers the present one`,
    )
  const key = await makeOutboxKey(app.domain)
  const outbox = key && `${origin}/outbox?key=${key}`
  process.stdout.write(
    renderBanner({
      origin,
      database: kind,
      dataDir,
      bootstrap: refreshBootstrap(dataDir, { origin, root: root.pool, outbox }),
      first: made !== null,
      ownerSignIn: `/u/${root.application.identifier}`,
      outbox,
      secretly: !config.production && process.stdout.isTTY === true,
    }),
  )
}

async function stop(app: App, background: { stop(): Promise<void> }[], opened: OpenDatabase, log: Log): Promise<void> {
  log.info('stopping: no new requests, those in flight are finished')
  await app.close()
  await Promise.all(background.map((work) => work.stop()))
  await opened.close()
  log.info('stopped')
}
