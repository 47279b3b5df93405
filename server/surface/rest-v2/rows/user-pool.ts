import { getPool } from '#domain/pool/find.ts'
import type { UserPool } from '#domain/pool/user-pool.ts'
import { restDate } from '../../wire/user.ts'
import { type Row, row } from '../row.ts'

/**
 * A user pool as its administrator's client knows one. Without `jwtSecret`: whoever borrows a management token for an
 * hour must not leave with the key that makes them.
 */
function encodePool(pool: UserPool) {
  return {
    id: pool.id,
    name: pool.name,
    domain: pool.domain,
    description: pool.description,
    logo: pool.logo,
    secret: pool.secret,
    ownerId: pool.ownerId,
    userpoolTypes: [],
    registerDisabled: pool.settings.registerDisabled,
    tokenExpiresAfter: pool.settings.tokenExpiresAfter,
    passwordStrength: pool.settings.passwordStrength,
    emailVerifiedDefault: false,
    sendWelcomeEmail: false,
    isDeleted: false,
    createdAt: restDate(pool.createdAt),
    updatedAt: restDate(pool.updatedAt),
  }
}

export const userPoolRows: Row[] = [row('GET /api/v2/userpools/detail', getPool, () => ({}), encodePool)]
