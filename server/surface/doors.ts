import type { FastifyInstance } from 'fastify'
import { firstApplication, ownersApplication } from '#domain/tenancy/application/find.ts'
import { lookUpApplication } from '#domain/tenancy/application/look-up.ts'
import { admitAddresses } from './admit-address.ts'
import type { Door } from './door.ts'
import { mountElsewhere } from './elsewhere.ts'
import { mountFiles } from './files/mount.ts'
import { mountGraphqlV2 } from './graphql/v2/mount.ts'
import { mountHealth } from './health.ts'
import { readBuiltAssets } from './hosted/frame/built-assets.ts'
import { createScreens } from './hosted/frame/screens.ts'
import { mountPages } from './hosted/mount.ts'
import { createMisdirected } from './hosted/public/misdirected.ts'
import { mountOidc } from './protocol/oidc/mount.ts'
import { rememberResolved, resolve } from './request/resolved.ts'
import { mountRestV2 } from './rest/v2/mount.ts'
import { mountRestV3 } from './rest/v3/mount.ts'
import { mountUnbuilt } from './unbuilt.ts'

/** What the home page says of this server. */
export interface About {
  version: string
  /** In words, e.g. `PostgreSQL 18.4 (embedded)`. */
  database: string
  /** Strangers are told no more than they need. */
  production: boolean
}

/** Every door of the house. */
export async function mountDoors(
  http: FastifyInstance,
  door: Door,
  about: About,
  findTrouble: () => Promise<string | null>,
): Promise<void> {
  const { domain, log } = door
  const assets = readBuiltAssets(log)
  const version = about.production ? '' : about.version
  const screens = createScreens(assets, version)
  rememberResolved(http)
  admitAddresses(http, door, createMisdirected(assets, version, door.addresses))
  mountElsewhere(http, log, (request) => {
    const { origin } = resolve(request, door.addresses)
    const at = { headers: request.headers, uiLocales: null, requestId: request.id, origin }
    return screens.failed(at, { error: 'not_found', failure: 'nowhere' })
  })
  mountHealth(http, findTrouble)
  mountFiles(http, door)
  await mountGraphqlV2(http, door)
  const interactions = await mountOidc(http, { ...door, screens })
  await mountRestV2(http, door, {
    async endBrowserSession(request, reply, applicationId) {
      const application = applicationId ? await lookUpApplication(domain, applicationId) : null
      if (application) await interactions.signOut(request, reply, application.userPoolId)
    },
    async findBrowser(request, reply, applicationId) {
      const application = await lookUpApplication(domain, applicationId)
      return application && interactions.here(request, reply, application.userPoolId)
    },
  })
  await mountRestV3(http, door, version)
  await mountUnbuilt(http)
  const found = { firstApplication: () => firstApplication(domain), ownersApplication: () => ownersApplication(domain) }
  await mountPages(http, { ...door, ...about, version, assets, screens, interactions, ...found })
}
