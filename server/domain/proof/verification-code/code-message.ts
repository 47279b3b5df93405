import type { Language } from '@menshen/contract/errors'
import type { ContactAddress } from '#domain/messaging/contact/address.ts'
import type { Prepared } from '#domain/messaging/message/enqueue.ts'
import { prepareMessage } from '#domain/messaging/message/enqueue.ts'
import { prepareMail } from '#domain/messaging/message/prepare-mail.ts'
import type { TemplateType } from '#domain/messaging/message-template/mail-template.ts'
import type { Before } from '#domain/shape/verb.ts'
import type { SentPurpose } from './purpose.ts'
import { purposeWords } from './purpose-words.ts'

/** The template of every text that carries a code; senders with registered texts have an id for it. */
const codeTextTemplate = 'verification-code'

type Words = Record<'code' | 'minutes' | 'app' | 'purpose', string>

const sentences: Record<Language, (words: Words) => string> = {
  'zh-CN': ({ app, code, purpose, minutes }) =>
    `【${app}】验证码 ${code}，用于${purpose}，${minutes} 分钟内有效，请勿告诉任何人。`,
  'en-US': ({ app, code, purpose, minutes }) =>
    `[${app}] Use the code ${code} to ${purpose}. It is good for ${minutes} minutes. Do not tell it to anybody.`,
}

export interface CodeMessage {
  address: ContactAddress
  code: string
  purpose: SentPurpose
  /** Does the same as the code, for the reader of the mail. */
  link?: string | undefined
  /** Of the mail; texts have one template for every purpose. */
  template: TemplateType
  lifetimeSeconds: number
}

/** The mail or text that carries a code. */
export function prepareCodeMessage(before: Before, message: CodeMessage): Promise<Prepared> {
  const { address, code, purpose, link, template, lifetimeSeconds } = message
  const { language = 'zh-CN' } = before
  if (address.channel === 'mail')
    return prepareMail(before, {
      to: address.recipient,
      template,
      awaited: true,
      lifetimeSeconds,
      values: { verify_code: code, verify_link: link, verify_purpose: purposeWords(purpose, 'mail', language) },
    })
  return prepareCodeText(before, address.recipient, { code, purpose, lifetimeSeconds })
}

/** The text that carries a code. `phone`: in E.164. */
export function prepareCodeText(
  before: Before,
  phone: string,
  { code, purpose, lifetimeSeconds }: Pick<CodeMessage, 'code' | 'purpose' | 'lifetimeSeconds'>,
): Promise<Prepared> {
  const { language = 'zh-CN' } = before
  const app = before.application?.name ?? before.pool.name
  const minutes = String(Math.max(1, Math.ceil(lifetimeSeconds / 60)))
  const params: Words = { code, minutes, app, purpose: purposeWords(purpose, 'sms', language) }
  return prepareMessage(before, {
    recipient: phone,
    template: codeTextTemplate,
    subject: '',
    body: { channel: 'sms', params, content: sentences[language](params), language },
    awaited: true,
  })
}
