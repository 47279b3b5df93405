import { refuse } from '@menshen/contract/errors'
import { textOf } from '#domain/shape/kind.ts'
import type { UserPool } from './user-pool.ts'

/** `https://*.example.com:8443`: a star stands for one whole label. */
const form = /^https?:\/\/(\*|[a-z0-9-]+)(\.(\*|[a-z0-9-]+))*(:\d{1,5})?$/

/**
 * The pages that may call us for a pool, one origin a line, as the setting is written; '' stands for every page. What comes
 * after the origin is dropped. 400 for what is no origin.
 */
export function parseAllowedOrigins(value: unknown, name: string): string {
  const lines = textOf(value, name, 4_096)
    .split(/[\s,]+/)
    .filter(Boolean)
  const origins = lines.map((line) => /^https?:\/\/[^/?#]+/i.exec(line)?.[0].toLowerCase() ?? line)
  if (!origins.every((origin) => form.test(origin)))
    refuse(400, { variant: 'like', values: { field: name, example: 'https://*.example.com' } })
  return [...new Set(origins)].join('\n')
}

/** Whether a page of this origin (RFC 6454 section 6.1) may call for a pool with this setting. */
export function isAllowedOrigin(setting: string, origin: string): boolean {
  if (setting === '') return true
  return setting.split('\n').some((pattern) => patternOf(pattern).test(origin.toLowerCase()))
}

function patternOf(pattern: string): RegExp {
  return new RegExp(`^${pattern.replace(/[.]/g, '\\.').replace(/\*/g, '[a-z0-9-]+')}$`)
}

/** Pages of our own may always call; of strangers' pages those that the pool allows. 1001 for the others. */
export function requireAllowedPage(
  { settings }: Pick<UserPool, 'settings'>,
  { pageOrigin, origin }: { pageOrigin?: string | undefined; origin: string },
): void {
  if (!pageOrigin || pageOrigin === origin || isAllowedOrigin(settings.allowedOrigins, pageOrigin)) return
  refuse(1001, { variant: 'origin', values: { origin: pageOrigin } })
}
