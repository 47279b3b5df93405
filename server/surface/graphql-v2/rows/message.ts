import type { TemplateInput } from '#domain/messaging/message-template/configure.ts'
import { configureTemplate } from '#domain/messaging/message-template/configure.ts'
import { listTemplates } from '#domain/messaging/message-template/list.ts'
import type { MailTemplate } from '#domain/messaging/message-template/mail-template.ts'
import { previewTemplate } from '#domain/messaging/message-template/preview.ts'
import { disableTemplate, enableTemplate } from '#domain/messaging/message-template/switch.ts'
import { sendSceneEmail, sentMessage } from '../../wire/send-message.ts'
import type { RowContext } from '../context.ts'

type TypeArgs = { type: string }

/** The types that this API has names for. */
const types = [
  'RESET_PASSWORD',
  'PASSWORD_RESETED_NOTIFICATION',
  'CHANGE_PASSWORD',
  'WELCOME',
  'VERIFY_EMAIL',
  'CHANGE_EMAIL',
] as const

function encodeTemplate({ html, hasUrl, ...template }: MailTemplate) {
  const { type, name, subject, sender, redirectTo, expiresIn, enabled, isSystem } = template
  return { type, name, subject, sender, content: html, redirectTo, hasURL: hasUrl, expiresIn, enabled, isSystem }
}

export const messageQueries = {
  async emailTemplates(_: object, { domain, hints, language }: RowContext) {
    return (await domain.ask(listTemplates, hints, { language, types })).map(encodeTemplate)
  },

  async previewEmail({ type }: TypeArgs, { domain, hints, language }: RowContext) {
    return (await domain.ask(previewTemplate, hints, { type, language })).html
  },
}

export const messageMutations = {
  async sendEmail({ email, scene }: { email: string; scene: string }, { domain, hints, language }: RowContext) {
    await sendSceneEmail(domain, hints, email, scene)
    return { code: 200, message: sentMessage[language] }
  },

  async configEmailTemplate(
    { input }: { input: TemplateInput & { hasURL?: boolean | null } },
    { domain, hints }: RowContext,
  ) {
    return encodeTemplate(await domain.call(configureTemplate, hints, { ...input, hasUrl: input.hasURL }))
  },

  async enableEmailTemplate({ type }: TypeArgs, { domain, hints, language }: RowContext) {
    return encodeTemplate(await domain.call(enableTemplate, hints, { type, shownIn: language }))
  },

  async disableEmailTemplate({ type }: TypeArgs, { domain, hints, language }: RowContext) {
    return encodeTemplate(await domain.call(disableTemplate, hints, { type, shownIn: language }))
  },
}
