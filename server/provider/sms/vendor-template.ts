import { type Static, Type } from 'typebox'
import { SmsFailure, type SmsMessage } from '#domain/messaging/message/sms-transport.ts'
import { record } from '../setting.ts'

/** A text that was registered with a vendor: its id there, and our names of its holes in the order in which the text has them. */
const template = Type.Object({ id: Type.String(), params: Type.Array(Type.String()) })

/** By our name of a template; `verification-code:en-US` wins over `verification-code` for that language. */
export const templates = record(template, {
  en: 'The vendor’s id of each registered text, by our name of it, with our names of its holes in their order. `verification-code:en-US` goes before `verification-code` for that language.',
  zh: '已报备的短信模板：以本平台的模板名为键，填写厂商的模板 ID 与按顺序排列的变量名。`verification-code:en-US` 优先于 `verification-code`。',
  example: { 'verification-code': { id: 'SMS_1', params: ['code', 'minutes'] } },
})

type VendorTemplates = Static<typeof templates>

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
