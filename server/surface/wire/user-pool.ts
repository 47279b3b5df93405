import type { UserPool } from '#domain/pool/user-pool.ts'

/**
 * A user pool as its administrator's client knows one. `jwtSecret` is empty: whoever borrows a management token for an
 * hour must not leave with the key that makes them.
 */
export function encodePool({ settings, ...pool }: UserPool, date: (date: Date) => string) {
  const { monthlyLoginQuota, mauQuota, userCountQuota, ...own } = settings
  return {
    ...own,
    id: pool.id,
    name: pool.name,
    domain: pool.domain,
    description: pool.description,
    logo: pool.logo,
    secret: pool.secret,
    jwtSecret: '',
    ownerId: pool.ownerId,
    userpoolTypes: [],
    appSsoEnabled: false,
    showWxQRCodeWhenRegisterDisabled: false,
    allowedOrigins: '',
    qrcodeLoginStrategy: null,
    app2WxappLoginStrategy: null,
    customSMSProvider: { enabled: false, provider: null, config: null },
    packageType: null,
    useCustomUserStore: false,
    passwordUpdatePolicy: { enabled: false, forcedCycle: null, differenceCycle: null },
    isDeleted: false,
    createdAt: date(pool.createdAt),
    updatedAt: date(pool.updatedAt),
  }
}
