import { SmsFailure, type SmsMessage } from '#domain/messaging/message/sms-transport.ts'

/** A text that was registered with a vendor. */
export interface VendorTemplate {
  /** The vendor's id of it. */
  id: string
  /** Our names of its holes, in the order in which the text has them. */
  params: readonly string[]
}

/** By our name of a template; `verification-code:en-US` wins over `verification-code` for that language. */
export type VendorTemplates = Readonly<Record<string, VendorTemplate>>

/** The vendor's template for a message and the values for its holes. Rejected when there is none or a value is missing. */
export function fillTemplate(vendor: string, templates: VendorTemplates, message: SmsMessage) {
  const template = templates[`${message.template}:${message.language}`] ?? templates[message.template]
  if (!template) throw new SmsFailure(vendor, 'rejected', { permanent: true, code: 'no-template' })
  const values = template.params.map((name): [string, string] => {
    const value = message.params[name]
    if (value === undefined) throw new SmsFailure(vendor, 'rejected', { permanent: true, code: 'missing-param' })
    return [name, value]
  })
  return { id: template.id, values }
}
