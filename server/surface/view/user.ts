import { type ProfileField, profileFields } from '#domain/people/user/profile-types.ts'
import { arnOf, type User } from '#domain/people/user/user.ts'
import type { encodeCustomValue } from './custom-value.ts'
import type { encodeIdentity } from './identity.ts'

/** GraphQL dates have no milliseconds: `2021-04-24T10:58:16+00:00`. */
export function graphqlDate(date: Date): string {
  return `${date.toISOString().slice(0, 19)}+00:00`
}

/** REST dates do: `2021-04-24T10:58:16.000Z`. */
export function restDate(date: Date): string {
  return date.toISOString()
}

type FullProfile = Record<ProfileField, string | null>

/**
 * A person as the official clients know one. The password is never sent, and `token` is the caller's own: the clients
 * keep whatever they find there, so an answer without it would sign them out.
 */
export function encodeUser(user: User, date: (date: Date) => string, token: string | null = null) {
  const profile = Object.fromEntries(profileFields.map((field) => [field, user.profile[field] ?? null])) as FullProfile
  return {
    ...profile,
    id: user.id,
    arn: arnOf(user),
    status: user.status,
    userPoolId: user.userPoolId,
    username: user.username,
    email: user.email,
    emailVerified: user.emailVerified,
    phone: user.phone,
    phoneCountryCode: user.phoneCountryCode,
    phoneVerified: user.phoneVerified,
    unionid: user.unionid,
    openid: user.openid,
    externalId: user.externalId,
    identities: [] as ReturnType<typeof encodeIdentity>[],
    registerSource: user.registerSource,
    password: null,
    token,
    tokenExpiredAt: null,
    expiredAt: null,
    directManagement: null,
    secondaryUserIds: [] as string[],
    passwordSecurityLevel: user.passwordSecurityLevel,
    lastMfaTime: user.lastMfaTime && date(user.lastMfaTime),
    loginsCount: user.loginsCount,
    lastLogin: user.lastLogin && date(user.lastLogin),
    lastIP: user.lastIp,
    lastIp: user.lastIp,
    signedUp: date(user.signedUp),
    blocked: user.blocked,
    isDeleted: false,
    createdAt: date(user.createdAt),
    updatedAt: date(user.updatedAt),
    customData: [] as ReturnType<typeof encodeCustomValue>[],
  }
}
