import type { Language } from '@menshen/contract/errors'
import type { Prepared } from '../message/enqueue.ts'
import { prepareMessage } from '../message/enqueue.ts'
import { prepareMail } from '../message/prepare-mail.ts'
import type { TemplateType } from '../message-template/mail-template.ts'
import type { Before } from '../verb.ts'
import type { Address } from './address.ts'

/** The template of every text that carries a code; senders with registered texts have an id for it. */
export const codeTextTemplate = 'verification-code'

const sentences: Record<Language, (name: string, code: string, minutes: string) => string> = {
  'zh-CN': (name, code, minutes) => `【${name}】验证码 ${code}，${minutes} 分钟内有效，请勿告诉任何人。`,
  'en-US': (name, code, minutes) =>
    `[${name}] Your verification code is ${code}. It is good for ${minutes} minutes. Do not tell it to anybody.`,
}

export interface CodeMessage {
  address: Address
  code: string
  /** Does the same as the code, for whoever reads it in a mail. */
  link?: string | undefined
  /** Of the mail; texts have one template for every purpose. */
  template: TemplateType
  lifetimeSeconds: number
}

/** The mail or text that carries a code. */
export function prepareCodeMessage(before: Before, message: CodeMessage): Promise<Prepared> {
  const { address, code, link, template, lifetimeSeconds } = message
  if (address.channel === 'mail')
    return prepareMail(before, {
      to: address.recipient,
      template,
      awaited: true,
      lifetimeSeconds,
      values: { verify_code: code, verify_link: link },
    })
  return prepareCodeText(before, address.recipient, code, lifetimeSeconds)
}

/** The text that carries a code. `phone`: in E.164. */
export function prepareCodeText(
  before: Before,
  phone: string,
  code: string,
  lifetimeSeconds: number,
): Promise<Prepared> {
  const { language = 'zh-CN' } = before
  const name = before.application?.name ?? before.pool.name
  const minutes = String(Math.max(1, Math.ceil(lifetimeSeconds / 60)))
  const content = sentences[language](name, code, minutes)
  return prepareMessage(before, {
    recipient: phone,
    template: codeTextTemplate,
    subject: '',
    body: { channel: 'sms', params: { code, minutes, app: name }, content, language },
    awaited: true,
  })
}
