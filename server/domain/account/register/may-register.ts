import { refuse } from '@menshen/contract/errors'
import type { NewUser } from '#domain/people/user/user-store.ts'
import { isListed } from '#domain/people/whitelist/whitelist-store.ts'
import type { Before, Context } from '#domain/shape/verb.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { requireSeat, takeSeat } from '#domain/tenancy/quota/head-count.ts'
import type { Reader } from '#platform/database/database.ts'
import type { Limit } from '#platform/limits/limits.ts'
import { networkOf } from '#platform/network.ts'

/**
 * The one place that says whether a person may register: for `prepare` of every way to do so, after the formats and the
 * password and before codes and identifiers. Order of refusals: 2031 registration closed or an identifier that is not on
 * its list, 2100 too many registered from this address, 2040 no seat left. Counts nothing.
 */
export async function checkRegistration(before: Before, newUser: NewUser): Promise<void> {
  const { reader, pool, client, ports, now } = before
  await requireWelcome(reader, pool, newUser)
  const limit = frequencyOf(pool, client.ip)
  if (limit && !(await ports.limits.peek(reader, limit, now)).allowed) refuse(2100)
  await requireSeat(reader, pool)
}

/**
 * The same for `run`, exact among those who come at once. Call it when nothing but the insert is left: what it counts is
 * one registration, and it must not stay counted when something else declines.
 */
export async function admitRegistration(context: Context, newUser: NewUser): Promise<void> {
  const { tx, pool, client, limits, now } = context
  await requireWelcome(tx, pool, newUser)
  const limit = frequencyOf(pool, client.ip)
  if (limit && !(await limits.hit(tx, limit, now)).allowed) refuse(2100)
  await takeSeat(context)
}

async function requireWelcome(reader: Reader, { id, settings }: UserPool, user: NewUser): Promise<void> {
  const { registerDisabled, whitelist } = settings
  if (registerDisabled) refuse(2031)
  const { username, email, phone } = user
  if (whitelist.usernameEnabled && username && !(await isListed(reader, id, 'USERNAME', username))) refuse(2031)
  if (whitelist.emailEnabled && email && !(await isListed(reader, id, 'EMAIL', email))) refuse(2031)
  if (whitelist.phoneEnabled && phone && !(await isListed(reader, id, 'PHONE', phone))) refuse(2031)
}

/** Only registrations that succeeded count, so nobody is locked out for a typing mistake. */
function frequencyOf({ id, settings }: UserPool, ip: string): Limit | null {
  const { enabled, limit, timeInterval } = settings.frequentRegisterCheck
  return enabled
    ? { userPoolId: id, key: `registration:address:${networkOf(ip)}`, windowSeconds: timeInterval, limit }
    : null
}
