import type { TransportMakers } from '#domain/messaging/message/routes.ts'
import type { Clock } from '#platform/clock.ts'
import type { AddressRules } from '#platform/outgoing/address-rules.ts'
import { createConnect } from '#platform/outgoing/connect.ts'
import { createOutgoingFetch } from '#platform/outgoing/outgoing-fetch.ts'
import { mailProviders, makeMail } from './mail/make-mail.ts'
import { makeSms, smsProviders } from './sms/make-sms.ts'

/**
 * The senders that a pool can choose from, by kind. An unknown kind or incomplete settings reach nobody: `unreachable`; so
 * does an address that the rules do not permit, for it is the tenant who chose it.
 */
export function createTransportMakers(clock: Clock, rules: AddressRules): TransportMakers {
  const ground = { fetch: createOutgoingFetch(rules), clock, connect: createConnect(rules) }
  return {
    kinds: {
      mail: mailProviders.map(({ kind }) => kind),
      sms: smsProviders.map(({ kind }) => kind),
    },
    mail: (kind, config) => makeMail(kind, config, ground),
    sms: (kind, config) => makeSms(kind, config, ground),
  }
}
