import type { Application } from '#domain/tenancy/application/application.ts'
import type { Pages } from '../pages.ts'

/** By identifier or id; null when there is none of that name. */
export async function findApplication({ domain }: Pages, name: string): Promise<Application | null> {
  const { directory } = domain.tools
  if (/^[0-9a-f]{24}$/.test(name)) return directory.application(name)
  return /^[a-z0-9-]{1,64}$/.test(name) ? directory.applicationByIdentifier(name) : null
}
