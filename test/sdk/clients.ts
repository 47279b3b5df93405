import { sdk } from '../kit/sdk.ts'
import type { World } from '../kit/world.ts'

/** The official SDK's client of one application, pointed at this server by its host alone. */
export function authenticationClient({ origin, tenant }: World, lang: 'zh-CN' | 'en-US' = 'en-US') {
  return new sdk.AuthenticationClient({
    appId: tenant.application.id,
    appHost: origin,
    lang: lang as never,
    onError: () => {},
  })
}

/** The official SDK's client of the pool's administrator. */
export function managementClient({ origin, tenant: { pool } }: World, lang: 'zh-CN' | 'en-US' = 'en-US') {
  return new sdk.ManagementClient({
    userPoolId: pool.id,
    secret: pool.secret,
    host: origin,
    lang: lang as never,
    onError: () => {},
  })
}

/** What the SDK throws: GraphQL refusals as an object, REST refusals as the JSON text of one. */
export function codeOf(thrown: unknown): number {
  if (thrown instanceof Error && thrown.message.startsWith('{'))
    return (JSON.parse(thrown.message) as { code: number }).code
  return (thrown as { code: number }).code
}
