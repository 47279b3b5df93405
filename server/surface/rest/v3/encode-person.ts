import type { Static } from 'typebox'
import { valuesOfPeople } from '#domain/people/custom-field/read-values.ts'
import type { Identity } from '#domain/people/identity/identity.ts'
import { identitiesOf } from '#domain/people/identity/list.ts'
import { type ProfileField, profileFields } from '#domain/people/user/profile-types.ts'
import type { User } from '#domain/people/user/user.ts'
import { departmentsOfPeople } from '#domain/structure/organisation/departments-of-people.ts'
import { restDate } from '../../view/user.ts'
import type { Call } from '../engine/row.ts'
import type { TellOfPeople } from './fields.ts'
import type { Person } from './nouns/person.ts'

type Encoded = Static<typeof Person>

/** The provider's tokens are not sent: they are the pool's to use. */
export function encodeLinked({ provider, userIdInIdp, extIdpId, type, connectionId, userInfo }: Identity) {
  return {
    identityId: `${provider}:${userIdInIdp}`,
    extIdpId: extIdpId || null,
    provider,
    type,
    userIdInIdp,
    userInfoInIdp: (userInfo ?? {}) as object,
    accessToken: null,
    refreshToken: null,
    originConnIds: connectionId ? [connectionId] : [],
  }
}

function sourceOf({ registerSource }: User): Encoded['userSourceType'] {
  if (registerSource.includes('import:manual')) return 'adminCreated'
  return registerSource.some((source) => source.startsWith('import:')) ? 'excel' : 'register'
}

/** A person as this generation of clients knows one. */
function encodePerson(user: User): Encoded {
  const profile = Object.fromEntries(profileFields.map((field) => [field, user.profile[field] ?? null])) as Record<
    ProfileField,
    string | null
  >
  return {
    ...profile,
    gender: profile.gender ?? 'U',
    userId: user.id,
    status: user.blocked && user.status === 'Activated' ? 'Suspended' : user.status,
    workStatus: user.status === 'Resigned' ? 'Closed' : 'Active',
    externalId: user.externalId,
    username: user.username,
    email: user.email,
    emailVerified: user.emailVerified,
    phone: user.phone,
    phoneCountryCode: user.phoneCountryCode,
    phoneVerified: user.phoneVerified,
    loginsCount: user.loginsCount,
    lastLogin: user.lastLogin && restDate(user.lastLogin),
    lastIp: user.lastIp,
    lastMfaTime: user.lastMfaTime && restDate(user.lastMfaTime),
    passwordSecurityLevel: user.passwordSecurityLevel,
    resetPasswordOnNextLogin: user.resetPasswordOnNextLogin,
    registerSource: user.registerSource,
    userSourceType: sourceOf(user),
    statusChangedAt: user.statusChangedAt && restDate(user.statusChangedAt),
    signedUp: restDate(user.signedUp),
    createdAt: restDate(user.createdAt),
    updatedAt: restDate(user.updatedAt),
  }
}

/** People of one pool, with as much as was asked for: one look for all of them at each thing. */
export async function encodePeople(users: User[], { domain }: Call, tell: TellOfPeople = {}): Promise<Encoded[]> {
  const [first] = users
  if (!first) return []
  const ids = users.map(({ id }) => id)
  const [values, identities, workplaces] = await Promise.all([
    tell.withCustomData ? valuesOfPeople(domain, first.userPoolId, ids, tell.toThemselves) : null,
    tell.withIdentities ? identitiesOf(domain, first.userPoolId, ids) : null,
    tell.withDepartmentIds ? departmentsOfPeople(domain, first.userPoolId, ids) : null,
  ])
  return users.map((user) => ({
    ...encodePerson(user),
    ...(values && {
      customData: Object.fromEntries((values.get(user.id) ?? []).map(({ key, value }) => [key, value])),
    }),
    ...(identities && { identities: (identities.get(user.id) ?? []).map(encodeLinked) }),
    ...workplaces?.get(user.id),
  }))
}

export async function encodeOne(user: User, call: Call, tell?: TellOfPeople): Promise<Encoded> {
  const [encoded] = await encodePeople([user], call, tell)
  return encoded as Encoded
}
