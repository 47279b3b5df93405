import { refuse } from '@menshen/contract/errors'
import type { Selectable } from 'kysely'
import { makeRoom } from '#domain/entry/first-proof/give-up.ts'
import { isProven, isVouched } from '#domain/entry/first-proof/standing.ts'
import { usePicture } from '#domain/people/file/picture.ts'
import { findTaken, refuseTaken, type TakenKey } from '#domain/people/user/taken.ts'
import type { User } from '#domain/people/user/user.ts'
import { toUser, updateUser } from '#domain/people/user/user-store.ts'
import type { Context } from '#domain/shape/verb.ts'
import type { UserAccountTable } from '#platform/database/tables.gen.ts'
import { withoutGift } from './gift.ts'
import type { Linking, Missing, Remains } from './linking.ts'
import { giveBackIdentities, type PutBack, putBackRemains } from './remains-store.ts'

/** The account as it was. Its times are texts. */
export function secondOf({ rows }: Remains): User {
  const [row] = JSON.parse(rows.user_account ?? '[]') as Selectable<UserAccountTable>[]
  return toUser(row as Selectable<UserAccountTable>)
}

/**
 * Puts the second account back as it was. An identifier that somebody else has by now is left out and answered; but an address
 * that was this person's by proof is given up by an account that only names it. Where the first is shut out, so is the second.
 */
export async function restore(
  context: Context,
  { secondaryId }: Pick<Linking, 'secondaryId'>,
  remains: Remains,
  holder: User | null,
): Promise<Missing[]> {
  const { tx, pool, now } = context
  const whole = secondOf(remains)
  const second = { ...whole }
  for (const gift of remains.returned) Object.assign(second, withoutGift(second, gift))
  for (const kind of ['email', 'phone'] as const) {
    const address = second[kind]
    if (address && (isProven(second, kind) || isVouched(second, kind)))
      await makeRoom(context, kind, address, secondaryId)
  }
  const taken = await findTaken(tx, second)
  const gone = identifiers.filter((key) => taken.has(key) || (whole[key] && !second[key]))
  const changes = { ...withoutThese(whole, gone), ...shutOutWith(holder), updated_at: now }
  const done = await putBackRemains(tx, remains.rows, changes).catch((error) => refuseTaken(error, null))
  let back = whole
  // Of the profile.
  for (const gift of remains.returned)
    back = (await updateUser(tx, pool.id, secondaryId, withoutGift(back, gift), now)) ?? refuse(2004)
  const identities = remains.rows.user_identity ?? '[]'
  const moved = holder
    ? await giveBackIdentities(tx, identities, { userPoolId: pool.id, from: holder.id, to: secondaryId })
    : 0
  await usePicture(context, secondaryId, second.profile.photo)
  return [...taken, ...notBack(done, moved)]
}

const identifiers = ['username', 'email', 'phone', 'externalId'] as const

function notBack({ user_identity: identities, sub_account: subAccounts }: PutBack, moved: number): Missing[] {
  const missing: Missing[] = []
  if (identities && identities.back + moved < identities.kept) missing.push('identity')
  if (subAccounts && subAccounts.back < subAccounts.kept) missing.push('subAccount')
  return missing
}

/** The columns that say that it has these identifiers no more. */
function withoutThese({ vouched }: User, gone: readonly TakenKey[]): Record<string, unknown> {
  return {
    ...(gone.includes('username') && { username: null, username_key: null, username_reads: null }),
    ...(gone.includes('email') && { email: null, email_key: null, email_verified: false }),
    ...(gone.includes('phone') && { phone: null, phone_country_code: null, phone_verified: false }),
    ...(gone.includes('externalId') && { external_id: null }),
    vouched: vouched.filter((what) => what === 'account' || !gone.includes(what)),
  }
}

/** Undoing is no way round an administrator who has locked the account that both had become. */
function shutOutWith(holder: Pick<User, 'blocked' | 'status'> | null): Record<string, unknown> {
  if (!holder || (!holder.blocked && holder.status === 'Activated')) return {}
  return { blocked: holder.blocked, status: holder.status }
}
