import { connectDatabase } from '#platform/database/connect.ts'
import { createLog } from '#platform/log.ts'
import { createApp } from '#server/app.ts'
import { cheapHashing } from './cheap-hashing.ts'
import { secretKey } from './known-keys.ts'
import { hangUp } from './light-fetch.ts'
import { shareOpener } from './opener.ts'
import type { World } from './world.ts'

/** Another process of the same installation, as far as one can be had without a process: it shares the database and the clock. */
export async function startSecondServer(world: World): Promise<World & { close(): Promise<void> }> {
  const log = createLog('silent')
  const { options } = world.database.pool
  // The password is not among what spreading sees.
  const database = await connectDatabase({ ...options, password: options.password }, log, 10)
  const app = await createApp({
    config: {
      host: '127.0.0.1',
      port: 0,
      publicUrl: null,
      trustedProxies: [],
      maxInFlight: 1000,
      outgoingAllowedHosts: [],
    },
    database,
    secretKey,
    log,
    about: { version: 'test', database: 'PostgreSQL', production: false },
    files: world.app.domain.ports.files,
    clock: world.app.domain.clock,
    hashing: cheapHashing,
  })
  shareOpener(app)
  const origin = await app.listen()
  app.open()
  return {
    ...world,
    origin,
    app,
    database,
    async close() {
      hangUp(origin)
      await app.close()
      await database.close()
    },
  }
}
