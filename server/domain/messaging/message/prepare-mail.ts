import type { Before } from '#domain/shape/verb.ts'
import { requireTemplate } from '../message-template/in-force.ts'
import type { MacroValues } from '../message-template/macros.ts'
import type { MailTemplate, TemplateType } from '../message-template/mail-template.ts'
import { renderTemplate } from '../message-template/render.ts'
import { addressedAt } from './addressed-as.ts'
import { type Prepared, prepareMessage } from './enqueue.ts'

export interface MailOrder {
  to: string
  template: TemplateType
  awaited: boolean
  /** How long what is in the mail is good; null when nothing in it ends. */
  lifetimeSeconds: number | null
  values: MacroValues
  /** Already looked up, where the caller needs something of it. */
  found?: MailTemplate
}

/** Writes a mail by the template in force. 2021 or 2022 without one, 3012 when it cannot be filled in. */
export async function prepareMail(before: Before, order: MailOrder): Promise<Prepared> {
  const { reader, pool, application, now, language = 'zh-CN' } = before
  const template = order.found ?? (await requireTemplate(reader, pool.id, order.template, language))
  const minutes = order.lifetimeSeconds === null ? 0 : Math.floor(order.lifetimeSeconds / 60)
  const mail = renderTemplate(template, {
    client_name: application?.name ?? pool.name,
    client_description: application?.description ?? pool.description ?? '',
    user_email: order.to,
    time: now,
    expires_in: minutes > 0 ? minutes : '',
    user_name: order.values.user_name ?? (await addressedAt(reader, pool.id, order.to)),
    ...order.values,
  })
  return prepareMessage(before, {
    recipient: order.to,
    template: order.template,
    subject: mail.subject,
    body: { channel: 'mail', sender: mail.sender, html: mail.html, text: mail.text },
    awaited: order.awaited,
  })
}
