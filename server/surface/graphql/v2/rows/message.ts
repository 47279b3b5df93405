import { configureTemplate } from '#domain/messaging/message-template/configure.ts'
import { listTemplates } from '#domain/messaging/message-template/list.ts'
import type { MailTemplate } from '#domain/messaging/message-template/mail-template.ts'
import { previewTemplate } from '#domain/messaging/message-template/preview.ts'
import { disableTemplate, enableTemplate } from '#domain/messaging/message-template/switch.ts'
import { sendSceneEmail, sentMessage } from '../../../view/send-message.ts'
import type { RowsFor } from '../../engine/rows.ts'
import type { Arguments } from '../arguments.gen.ts'
import type { RowContext } from '../context.ts'

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
  async emailTemplates(_, { domain, hints, language }) {
    return (await domain.ask(listTemplates, hints, { language, types })).map(encodeTemplate)
  },

  async previewEmail({ type }, { domain, hints, language }) {
    return (await domain.ask(previewTemplate, hints, { type, language })).html
  },
} satisfies RowsFor<Arguments['Query'], RowContext>

export const messageMutations = {
  async sendEmail({ email, scene }, { domain, hints, language }) {
    await sendSceneEmail(domain, hints, email, scene)
    return { code: 200, message: sentMessage[language] }
  },

  async configEmailTemplate({ input }, { domain, hints }) {
    return encodeTemplate(await domain.call(configureTemplate, hints, { ...input, hasUrl: input.hasURL }))
  },

  async enableEmailTemplate({ type }, { domain, hints, language }) {
    return encodeTemplate(await domain.call(enableTemplate, hints, { type, shownIn: language }))
  },

  async disableEmailTemplate({ type }, { domain, hints, language }) {
    return encodeTemplate(await domain.call(disableTemplate, hints, { type, shownIn: language }))
  },
} satisfies RowsFor<Arguments['Mutation'], RowContext>
