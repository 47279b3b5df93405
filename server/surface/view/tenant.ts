import type { Tenant } from '#domain/structure/tenant/tenant.ts'
import { restDate } from './user.ts'

/** A tenant as the official clients know one. */
export function encodeTenant(tenant: Tenant, applicationIds: string[]) {
  const { id, userPoolId, name, logo, description, rejectHint, config, createdAt, updatedAt } = tenant
  const times = { createdAt: restDate(createdAt), updatedAt: restDate(updatedAt) }
  return { id, userPoolId, name, logo, description, rejectHint, ...config, appIds: applicationIds, ...times }
}
