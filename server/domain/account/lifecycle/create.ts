import { refuse } from '@menshen/contract/errors'
import { writeOwnValues } from '#domain/people/custom-field/at-registration.ts'
import type { ValueInput } from '#domain/people/custom-field/custom-field.ts'
import { checkValues } from '#domain/people/custom-field/write-values.ts'
import { usePicture } from '#domain/people/file/picture.ts'
import { addIdentity } from '#domain/people/identity/add-identity.ts'
import type { NewIdentity } from '#domain/people/identity/identity.ts'
import { type IdentityInput, parseIdentity } from '#domain/people/identity/identity-input.ts'
import { type AccountInput, parseAccount } from '#domain/people/user/account-input.ts'
import { claimIdentifiers, refuseTaken, requireFree } from '#domain/people/user/taken.ts'
import type { User, UserStatus } from '#domain/people/user/user.ts'
import { insertUser, type NewUser } from '#domain/people/user/user-store.ts'
import { vouchedIn } from '#domain/people/user/vouch.ts'
import { keptOf, type NewPassword, readNewPassword } from '#domain/proof/credential/new-password.ts'
import { savePasswordHash } from '#domain/proof/credential/password-store.ts'
import { decryptPassword } from '#domain/proof/credential/transport.ts'
import type { Before, Verb } from '#domain/shape/verb.ts'
import { requireSeat, takeSeat } from '#domain/tenancy/quota/head-count.ts'
import { newId } from '#platform/crypto/random.ts'
import { readStoredHash } from '#platform/stored-hash/read.ts'

export interface UserCreation {
  account: AccountInput
  /** Encrypted under the transport key, as the official clients send it. */
  password?: string | null
  /** The password is a hash from elsewhere, encrypted or as it is, and kept: see the guide on importing. */
  keepPassword?: boolean
  /** The password came as it is: a row of a file, or a list whose sender says so. */
  rawPassword?: boolean
  /** Accounts at other providers that are the person's from the first. */
  identities?: readonly IdentityInput[] | undefined
  /** Left out: activated. */
  status?: UserStatus | undefined
  /** Values of custom fields. */
  customData?: readonly ValueInput[] | undefined
}

interface Creation {
  user: NewUser
  password: Pick<NewPassword, 'hash'> | null
  linked: NewIdentity[]
  customData: readonly ValueInput[]
}

/**
 * An administrator creates a person. Order of refusals: 2204 malformed e-mail, 2028 nothing to find the person by, 2016
 * and 2029 the password, 400 custom fields, 2040 the pool is full, 2026 an identifier is taken, 2231 and 2215 the
 * accounts at other providers.
 */
export const createUser: Verb<'user.created', UserCreation, User, Creation> = {
  name: 'user.create',
  admits: 'manager',
  emits: ['user.created'],
  async prepare(before, { account, password, identities = [], status, customData = [], ...manner }) {
    const { reader, pool, ports, now } = before
    const parsed = parseAccount(account, 'createUser')
    const linked = identities.map((identity) => parseIdentity(ports.seal, identity))
    const { username, email, phone, externalId, unionid } = parsed
    if (!username && !email && !phone && !externalId && !unionid && linked.length === 0) refuse(2028)
    const user: NewUser = {
      ...parsed,
      ...(status && { status }),
      profile: { gender: 'U', ...parsed.profile },
      id: newId(now),
      userPoolId: pool.id,
      vouched: ['account', ...vouchedIn(parsed)],
      registerSource: parsed.registerSource ?? [sourceOf(linked[0])],
    }
    const own = [user.username, user.email].flatMap((text) => text ?? [])
    const given = password && manner.keepPassword ? await readGivenHash(before, password) : null
    const plain = password && !given ? await readNewPassword(before, password, !manner.rawPassword, own) : null
    await checkValues(before, 'USER', customData)
    await requireSeat(reader, pool)
    await requireFree(reader, user, 'any')
    if (given) return { user, password: { hash: given }, linked, customData }
    const kept = plain === null ? null : await keptOf(before, plain, own)
    return { user: { ...user, passwordSecurityLevel: kept?.level ?? null }, password: kept, linked, customData }
  },
  async run(context, { user, password, linked, customData }) {
    const { tx, now } = context
    await takeSeat(context)
    await claimIdentifiers(tx, user, 'any')
    const created = await insertUser(tx, user, now).catch((error) => refuseTaken(error, 'any'))
    await usePicture(context, user.id, user.profile?.photo)
    if (password) await savePasswordHash(tx, user.userPoolId, user.id, password.hash, now)
    for (const identity of linked) await addIdentity(context, user.id, identity)
    await writeOwnValues(context, user.id, customData)
    context.emit('user.created', { userId: created.id })
    return created
  },
}

/** The clients encrypt a hash like any password. */
async function readGivenHash(before: Before, password: string): Promise<string> {
  const hash = /^([${]|pbkdf2_)/.test(password) ? password : await decryptPassword(before, password)
  if (readStoredHash(hash)) return hash
  return refuse(400, { variant: 'passwordHash', values: { field: 'password' } })
}

/** `social:github`: people who came from there and have no password are told so (2027). */
function sourceOf(linked: NewIdentity | undefined): string {
  if (!linked) return 'import:manual'
  return `${linked.isSocial ? 'social' : 'enterprise'}:${linked.provider}`
}
