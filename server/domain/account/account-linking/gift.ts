import { isProven, isVouched } from '#domain/entry/first-proof/standing.ts'
import { type ContactKind, contactColumns } from '#domain/messaging/contact/contact.ts'
import { nameIn } from '#domain/people/file/picture.ts'
import { profileFields } from '#domain/people/user/profile-types.ts'
import type { Profile, User } from '#domain/people/user/user.ts'
import type { Gift } from './linking.ts'

const names = ['username', 'externalId', 'unionid', 'openid'] as const
const contactKinds = ['email', 'phone'] as const
const most = 20

/** What the second account can give to the first, which keeps what it has. */
export function giftOf(first: User, second: User): Gift {
  const [profile, profileBefore]: [Profile, Profile] = [{}, {}]
  for (const field of profileFields) {
    const [own, other] = [first.profile[field], second.profile[field]]
    // A picture among our files goes with its owner.
    if (field === 'photo' && nameIn(other ?? null, first.userPoolId)) continue
    if (!other || (own && !(field === 'gender' && own === 'U'))) continue
    profile[field] = other
    profileBefore[field] = own ?? null
  }
  const registerSource = second.registerSource.filter((source) => !first.registerSource.includes(source))
  const owned = contactKinds.filter((kind) => isProven(second, kind) || isVouched(second, kind))
  return { columns: columnsOf(first, second), owned, profile, profileBefore, registerSource }
}

function columnsOf(first: User, second: User): Gift['columns'] {
  const { email, emailVerified, emailAssumed, phone, phoneCountryCode, phoneVerified } = second
  const columns: Gift['columns'] = {
    ...(!first.email && email && { email, emailVerified, emailAssumed }),
    ...(!first.phone && phone && { phone, phoneCountryCode, phoneVerified }),
  }
  for (const name of names) if (!first[name] && second[name]) columns[name] = second[name]
  return columns
}

/** The changes to the first account that give it the gift. */
export function withGift(first: User, { columns, profile, registerSource }: Gift): Partial<User> {
  return { ...columns, profile, registerSource: [...first.registerSource, ...registerSource].slice(0, most) }
}

/**
 * The changes to the account that has the gift which take it back, as far as it is there unchanged. An address that nobody had
 * proven when it was given, and somebody has since, is that person's.
 */
export function withoutGift(holder: User, gift: Gift): Partial<User> {
  const changes: Partial<User> = {
    registerSource: holder.registerSource.filter((source) => !gift.registerSource.includes(source)),
  }
  const returned = contactKinds.filter((kind) => isReturned(holder, gift, kind))
  for (const kind of returned) Object.assign(changes, contactColumns(kind, null))
  changes.vouched = holder.vouched.filter((what) => what === 'account' || !returned.includes(what))
  for (const name of names) if (gift.columns[name] && holder[name] === gift.columns[name]) changes[name] = null
  changes.profile = Object.fromEntries(
    Object.entries(gift.profile)
      .filter(([field, value]) => holder.profile[field as keyof Profile] === value)
      .map(([field]) => [field, gift.profileBefore[field as keyof Profile] ?? null]),
  )
  return changes
}

function isReturned(holder: User, { columns, owned }: Gift, kind: ContactKind): boolean {
  if (!columns[kind] || holder[kind] !== columns[kind]) return false
  return owned.includes(kind) || !(isProven(holder, kind) || isVouched(holder, kind))
}
