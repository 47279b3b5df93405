import { refuse } from '@menshen/contract/errors'
import type { NewUser } from '#domain/people/user/user-store.ts'
import { isListedFor } from '#domain/people/whitelist/application-whitelist-store.ts'
import { isListed, type WhitelistType } from '#domain/people/whitelist/whitelist-store.ts'
import type { RequestContext } from '#domain/shape/request-context.ts'
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
  await requireWelcome(reader, before, newUser)
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
  await requireWelcome(tx, context, newUser)
  const limit = frequencyOf(pool, client.ip)
  if (limit && !(await limits.hit(tx, limit, now)).allowed) refuse(2100)
  await takeSeat(context)
}

type Place = Pick<RequestContext, 'pool' | 'application'>

async function requireWelcome(reader: Reader, place: Place, user: NewUser): Promise<void> {
  const { registerDisabled, whitelist } = place.pool.settings
  if (registerDisabled) refuse(2031)
  const { username, email, phone } = user
  if (whitelist.usernameEnabled && username && !(await isOnList(reader, place, 'USERNAME', username))) refuse(2031)
  if (whitelist.emailEnabled && email && !(await isOnList(reader, place, 'EMAIL', email))) refuse(2031)
  if (whitelist.phoneEnabled && phone && !(await isOnList(reader, place, 'PHONE', phone))) refuse(2031)
}

/** On the list of the pool, or on that of the application through which somebody registers. */
async function isOnList(reader: Reader, { pool, application }: Place, type: WhitelistType, value: string) {
  if (await isListed(reader, pool.id, type, value)) return true
  if (!application) return false
  return isListedFor(reader, { userPoolId: pool.id, applicationId: application.id, type }, value)
}

/** Only registrations that succeeded count, so nobody is locked out for a typing mistake. */
function frequencyOf({ id, settings }: UserPool, ip: string): Limit | null {
  const { enabled, limit, timeInterval } = settings.frequentRegisterCheck
  return enabled
    ? { userPoolId: id, key: `registration:address:${networkOf(ip)}`, windowSeconds: timeInterval, limit }
    : null
}
