import { refuse } from '@menshen/contract/errors'
import {
  type AddressInput,
  type ContactAddress,
  emailAddress,
  phoneAddress,
} from '#domain/messaging/contact/address.ts'
import type { Awaited } from '#domain/messaging/message/delivery.ts'
import { enqueue, type Prepared } from '#domain/messaging/message/enqueue.ts'
import { requireTemplate } from '#domain/messaging/message-template/in-force.ts'
import type { TemplateType } from '#domain/messaging/message-template/mail-template.ts'
import type { QuietVerb } from '#domain/shape/verb.ts'
import { newCode } from './code-keys.ts'
import { prepareCodeMessage } from './code-message.ts'
import { codeRules } from './code-rules.ts'
import { type StoredCode, saveCode } from './code-store.ts'
import type { SentPurpose } from './purpose.ts'
import { makeResetLink } from './reset-link.ts'
import { countSending } from './sending-limits.ts'
import { insertTicket, type StoredTicket } from './ticket-store.ts'

export interface CodeOrder extends AddressInput {
  purpose: SentPurpose
  /** The mail that carries it. */
  template: TemplateType
}

/** A message on its way, and the address whose turn it took. */
export interface SentMessage {
  message: Awaited
  address: string
}

interface Ready {
  address: ContactAddress
  code: StoredCode
  /** Of the link that goes along with the code. */
  ticket: StoredTicket | null
  message: Prepared
}

/**
 * Sends a code to an address, whether or not anybody has it: only its reader learns more. A mail to reset a password has a
 * link as well. Order of refusals: 2031 a code for registering where nobody may, 400 one for nothing in particular where the pool takes none, 2204 malformed e-mail, 2028 malformed phone, 2021 no template, 3012 broken template, 2080 a code went there a moment ago,
 * 429 too many in an hour. What comes of the delivery is for `deliver`.
 */
export const sendCode: QuietVerb<CodeOrder, SentMessage, Ready> = {
  name: 'verification-code.send',
  admits: 'anyone',
  quiet: 'a code on its way changes nothing until it is shown',
  async prepare(before, { purpose, template, ...input }) {
    const { pool, ports, reader, now, language = 'zh-CN' } = before
    if (purpose === 'register' && pool.settings.registerDisabled) refuse(2031)
    if (purpose === 'any' && pool.settings.verifyCodeSceneRequired)
      refuse(400, { variant: 'occasion', values: { field: 'scene' } })
    const address = input.email
      ? emailAddress(input.email, 2204)
      : (phoneAddress(input.phone ?? '', input.countryCode) ?? refuse(2028))
    const rules = codeRules(pool.settings)
    const letter = address.channel === 'mail' ? await requireTemplate(reader, pool.id, template, language) : null
    const lifetimeSeconds = Math.min(letter?.expiresIn ?? rules.lifetimeSeconds, 3600)
    const text = newCode(rules.length)
    const bound = { userPoolId: pool.id, address: address.text, purpose }
    const code: StoredCode = {
      userPoolId: pool.id,
      addressHash: ports.codes.addressHash(pool.id, address.text),
      purpose,
      codeHash: ports.codes.codeHash(bound, text),
      triesLeft: rules.tries,
      expiresAt: new Date(now.getTime() + lifetimeSeconds * 1000),
    }
    const way =
      letter && purpose === 'reset-password'
        ? await makeResetLink(before, address.text, { lifetimeSeconds, redirectTo: letter.redirectTo })
        : null
    const order = { address, code: text, purpose, link: way?.link, template, lifetimeSeconds }
    return { address, code, ticket: way?.ticket ?? null, message: await prepareCodeMessage(before, order) }
  },
  async run(context, { address, code, ticket, message }) {
    const over = await countSending(context, address.channel, address.text)
    if (over) return over
    await saveCode(context.tx, code)
    if (ticket) await insertTicket(context.tx, ticket)
    await enqueue(context, message)
    return { message, address: address.text }
  },
}
