import type { Language } from '@menshen/contract/errors'
import { poolTypes } from '#domain/tenancy/pool/pool-types.ts'
import { settableNames } from '#domain/tenancy/pool/settings-input.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'

/**
 * A user pool as its administrator's client knows one. `secret` and `jwtSecret` are empty, and so is what the pool's senders are
 * configured with: somebody who borrows a management token for an hour must not leave with what makes them. The secret is said by
 * `encodeNewPool`, and where it is rotated.
 */
export function encodePool({ settings, ...pool }: UserPool, date: (date: Date) => string, language: Language) {
  return {
    ...Object.fromEntries(settableNames.map((name) => [name, settings[name]])),
    id: pool.id,
    name: pool.name,
    domain: pool.domain,
    description: pool.description,
    logo: pool.logo,
    secret: '',
    jwtSecret: '',
    ownerId: pool.ownerId,
    userpoolTypes: encodePoolTypes(language, settings.userpoolTypes),
    showWxQRCodeWhenRegisterDisabled: false,
    app2WxappLoginStrategy: null,
    customSMSProvider: { ...settings.customSMSProvider, config: null, config253: null },
    packageType: null,
    useCustomUserStore: false,
    isDeleted: false,
    createdAt: date(pool.createdAt),
    updatedAt: date(pool.updatedAt),
  }
}

/** The answer to who has just made the pool. */
export function encodeNewPool(pool: UserPool, date: (date: Date) => string, language: Language) {
  return { ...encodePool(pool, date, language), secret: pool.secret }
}

/** The types of these codes as clients show them; left out: all there are. */
export function encodePoolTypes(language: Language, codes = poolTypes.map(({ code }) => code)) {
  return poolTypes
    .filter(({ code }) => codes.includes(code))
    .map(({ code, name, description, sdks }) => ({
      code,
      name: name[language],
      description: description[language],
      image: null,
      sdks,
    }))
}
