import { type Declined, decline } from '@menshen/contract/errors'
import type { Channel } from '#domain/messaging/message/message.ts'
import type { Context } from '#domain/shape/verb.ts'
import type { Limit } from '#platform/limits/limits.ts'
import { networkOf } from '#platform/network.ts'
import { codeRules } from './code-rules.ts'

const hour = 3600

/** What is counted for the window in which one address gets one message: forgotten when that did not go out. */
export function resendKey(address: string): string {
  return `code:resend:${address}`
}

type Counting = Pick<Context, 'tx' | 'pool' | 'client' | 'limits' | 'now'>

/**
 * Counts one message that somebody asked for. Declines with 2080 when the address got one a moment ago, and with 429 when the
 * address, the asking client, the numbers next to it or the whole pool have had too many. Hits come in this order everywhere,
 * and last.
 */
export async function countSending(context: Counting, channel: Channel, address: string): Promise<Declined | null> {
  const { tx, pool, limits, now } = context
  const { resendSeconds } = codeRules(pool.settings)
  const turn = { userPoolId: pool.id, key: resendKey(address), windowSeconds: resendSeconds, limit: 1 }
  const resend = await limits.hit(tx, turn, now)
  return resend.allowed ? countHourly(context, channel, address) : decline(2080)
}

/** The same without the wait between two: for an administrator, whose mail must not be in the way of a code. */
export async function countHourly(
  { tx, pool, client, limits, now }: Counting,
  channel: Channel,
  address: string,
): Promise<Declined | null> {
  const userPoolId = pool.id
  const { perAddressPerHour } = codeRules(pool.settings)
  const { mailsPerAddress, mails, textsPerAddress, texts } = pool.settings.hourlySendingQuota
  const most = channel === 'mail' ? { client: mailsPerAddress, pool: mails } : { client: textsPerAddress, pool: texts }
  const hourly: Limit[] = [
    { userPoolId, key: `code:address:${address}`, windowSeconds: hour, limit: perAddressPerHour },
    { userPoolId, key: `code:client:${channel}:${networkOf(client.ip)}`, windowSeconds: hour, limit: most.client },
    ...(channel === 'sms' ? [blockOf(pool, address)] : []),
    { userPoolId, key: `code:pool:${channel}`, windowSeconds: hour, limit: most.pool },
  ]
  for (const limit of hourly) if (!(await limits.hit(tx, limit, now)).allowed) return decline(429)
  return null
}

/**
 * Texts to ten thousand neighbouring numbers: fraudsters who earn on texts to their own numbers have them in a row, and ask from many
 * addresses. They get a tenth of what the pool sends.
 */
function blockOf({ id: userPoolId, settings }: Counting['pool'], phone: string): Limit {
  const { texts, textsPerAddress } = settings.hourlySendingQuota
  const limit = Math.max(textsPerAddress, Math.ceil(texts / 10))
  return { userPoolId, key: `code:block:${phone.slice(0, -4)}`, windowSeconds: hour, limit }
}
