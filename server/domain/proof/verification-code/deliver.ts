import { requireDelivered } from '#domain/messaging/message/delivery.ts'
import { type Domain, groundOf } from '#domain/shape/domain.ts'
import type { Hints } from '#domain/shape/hints.ts'
import type { RequestContext } from '#domain/shape/request-context.ts'
import type { AnyVerb } from '#domain/shape/verb.ts'
import type { SentMessage } from './send-code.ts'
import { resendKey } from './sending-limits.ts'

/**
 * Sends a code or a link and waits for what becomes of it. When it did not go out (3013, 3014) the address may ask again
 * at once.
 */
export async function deliver<Order, Prepared>(
  domain: Domain,
  verb: AnyVerb<Order, SentMessage, Prepared>,
  hints: Hints,
  order: Order,
): Promise<void> {
  await deliverSent(domain, await domain.call(verb, hints, order))
}

/** The same where tenant and caller are known already. */
export async function deliverAt<Order, Prepared>(
  domain: Domain,
  verb: AnyVerb<Order, SentMessage, Prepared>,
  requestContext: RequestContext,
  order: Order,
): Promise<void> {
  await deliverSent(domain, await domain.callAt(verb, requestContext, order))
}

/** Waits for what becomes of a message that is on its way. */
export async function deliverSent(domain: Domain, { message, address }: SentMessage): Promise<void> {
  try {
    await requireDelivered(domain, message)
  } catch (error) {
    const { unit, ports } = groundOf(domain)
    await unit.write(({ tx }) => ports.limits.clear(tx, { userPoolId: message.userPoolId, key: resendKey(address) }))
    throw error
  }
}
