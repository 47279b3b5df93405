import type { FastifyInstance } from 'fastify'
import { createEntries } from '#domain/entry/in-progress/entries.ts'
import type { EntryProtocol } from '#domain/entry/in-progress/protocol.ts'
import type { Domain } from '#domain/shape/domain.ts'
import { firstApplication, lookUpApplication, ownersApplication } from '#domain/tenancy/application/look-up.ts'
import { pagePortOf } from '#domain/top/installation/page-port.ts'
import { admitAddresses } from './admit-address.ts'
import type { Door } from './door.ts'
import { mountFiles } from './files/mount.ts'
import { mountGraphqlV2 } from './graphql/v2/mount.ts'
import { mountHealth } from './health.ts'
import { readBuiltAssets } from './hosted/frame/built-assets.ts'
import { createPageSecrets } from './hosted/frame/page-secrets.ts'
import { createScreens } from './hosted/frame/screens.ts'
import { mountPages } from './hosted/mount.ts'
import { createMisdirected } from './hosted/public/misdirected.ts'
import { mountNotFound } from './not-found.ts'
import { mountOidc } from './protocol/oidc/mount.ts'
import { rememberResolved, resolve } from './request/resolved.ts'
import { mountRestV2 } from './rest/v2/mount.ts'
import { mountRestV3 } from './rest/v3/mount.ts'
import type { Browser } from './sign-in-page.ts'
import { mountUnbuilt } from './unbuilt.ts'

/** What the home page says of this server. */
export interface About {
  version: string
  /** In words, e.g. `PostgreSQL 18.4 (embedded)`. */
  database: string
  /** Strangers are told no more than they need. */
  production: boolean
}

/** What an installation may add to the house. */
export interface Guests {
  /** By which people enter as well. */
  protocols?: readonly EntryProtocol<Browser>[]
}

/** Every door of the house. */
export async function mountDoors(
  http: FastifyInstance,
  door: Door & Guests,
  about: About,
  findTrouble: () => Promise<string | null>,
): Promise<void> {
  const { domain, log } = door
  const assets = readBuiltAssets(log)
  const version = about.production ? '' : about.version
  const screens = createScreens(assets, version)
  rememberResolved(http)
  admitAddresses(http, door, createMisdirected(assets, version, door.addresses))
  mountNotFound(http, log, (request) => {
    const { origin } = resolve(request, door.addresses)
    const at = { headers: request.headers, requestId: request.id, origin }
    return screens.failed(at, { error: 'not_found', failure: 'nowhere' })
  })
  mountHealth(http, findTrouble)
  mountFiles(http, door)
  await mountGraphqlV2(http, door)
  const oidc = await mountOidc(http, { ...door, screens })
  await mountRestV2(
    http,
    { ...door, tokens: oidc.tokens },
    {
      async endBrowserSession(request, reply, applicationId) {
        const application = applicationId ? await lookUpApplication(domain, applicationId) : null
        if (application) await oidc.browsers.signOut({ request, reply }, application.userPoolId)
      },
      async findBrowser(request, reply, applicationId) {
        const application = await lookUpApplication(domain, applicationId)
        return application && oidc.browsers.here({ request, reply }, application.userPoolId)
      },
    },
  )
  await mountRestV3(http, { ...door, tokens: oidc.tokens }, version)
  await mountUnbuilt(http)
  const entries = createEntries([oidc.protocol, ...(door.protocols ?? [])])
  const shown = { assets, screens, version, entries, browsers: oidc.browsers }
  await mountPages(http, { ...door, ...about, ...belongingsOf(domain), ...shown })
}

/** What pages have of the house as a whole, of no particular pool. */
function belongingsOf(domain: Domain) {
  const { outbox, photoBytes, ...kept } = pagePortOf(domain)
  return {
    firstApplication: () => firstApplication(domain),
    ownersApplication: () => ownersApplication(domain),
    secrets: createPageSecrets(kept),
    outbox,
    photoBytes,
  }
}
