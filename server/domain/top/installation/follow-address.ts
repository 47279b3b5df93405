import { addressesAt, welcomePath } from '#domain/account/pool/make.ts'
import type { Ground } from '#domain/shape/domain.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import {
  findFirstApplication,
  lockApplication,
  updateApplication,
} from '#domain/tenancy/application/application-store.ts'
import { announce } from '#domain/tenancy/application/changed.ts'

type Addresses = Pick<Application, 'redirectUris' | 'logoutRedirectUris'>

/**
 * Leads the applications that the first start made to where the server is reached this time. Only addresses that it wrote itself are
 * replaced, of applications that nobody has edited, and none that others reach by one that only this machine does. Answers
 * the names of those that an administrator has to look after: all that they register stands under other addresses of ours.
 */
export async function followAddress(
  { unit, ports }: Pick<Ground, 'unit' | 'ports'>,
  root: Pick<Application, 'id' | 'userPoolId'>,
  origins: string[],
): Promise<string[]> {
  const { seal } = ports
  const first = await findFirstApplication(unit.reader, seal)
  const stale: string[] = []
  for (const { id, userPoolId } of [root, ...(first?.identifier === 'first-app' ? [first] : [])])
    await unit.write(async ({ tx, changed }) => {
      const application = await lockApplication(tx, seal, userPoolId, id)
      if (!application || !isElsewhere(application, origins)) return
      if (!isUntouched(application) || leadsInside(application, origins)) {
        stale.push(application.name)
        return
      }
      const addresses = addressesAt(origins)
      // As untouched as before, so that it follows the next time as well.
      await updateApplication(tx, seal, application, { ...addresses, settings: {} }, application.updatedAt)
      announce(changed, application)
    })
  return stale
}

/** Whether it leads to our own page, and under none of these addresses. */
function isElsewhere({ redirectUris }: Addresses, origins: string[]): boolean {
  const landings = redirectUris.filter((uri) => URL.parse(uri)?.pathname === welcomePath)
  return landings.length > 0 && !landings.some((uri) => origins.includes(originOf(uri)))
}

function isUntouched({ createdAt, updatedAt, redirectUris, logoutRedirectUris }: Application): boolean {
  const wrote = addressesAt(redirectUris.map(originOf))
  const isAsWritten = `${wrote.redirectUris} ${wrote.logoutRedirectUris}` === `${redirectUris} ${logoutRedirectUris}`
  return createdAt.getTime() === updatedAt.getTime() && isAsWritten
}

/** A server that is tried on a developer's machine, with the database of one that others use. */
function leadsInside({ redirectUris }: Addresses, origins: string[]): boolean {
  return origins.every(isLoopback) && !redirectUris.every(isLoopback)
}

function originOf(uri: string): string {
  return URL.parse(uri)?.origin ?? ''
}

function isLoopback(uri: string): boolean {
  const { hostname = '' } = URL.parse(uri) ?? {}
  return hostname === '127.0.0.1' || hostname === '[::1]' || /(^|\.)localhost$/.test(hostname)
}
