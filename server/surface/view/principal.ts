import { maskCode, type Principal } from '#domain/people/principal/principal.ts'
import { restDate } from './user.ts'

/** Who somebody is, as the clients know it; the number is never shown in full. */
export function encodePrincipal(principal: Principal | null) {
  if (!principal) return null
  const { claim, authenticatedAt } = principal
  return {
    id: principal.id,
    userId: principal.userId,
    userPoolId: principal.userPoolId,
    principalType: claim.type,
    principalName: claim.name,
    principalCode: maskCode(claim.code),
    status: principal.status,
    verifiedBy: principal.verifiedBy,
    authenticationTime: authenticatedAt && restDate(authenticatedAt),
    createdAt: restDate(principal.createdAt),
    updatedAt: restDate(principal.updatedAt),
  }
}
