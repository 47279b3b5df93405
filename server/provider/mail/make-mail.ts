import { MailFailure, type MailTransport } from '#domain/messaging/message/mail-transport.ts'
import { type Definition, UnfitSettings } from '../definition.ts'
import { definition as aliyun } from './aliyun.ts'
import type { MailGround } from './ground.ts'
import { definition as mailgun } from './mailgun.ts'
import { definition as sendgrid } from './sendgrid.ts'
import { definition as smtp } from './smtp.ts'
import { definition as tencent } from './tencent.ts'

/** Every sender of mails. */
export const mailProviders: readonly Definition<MailGround, MailTransport>[] = [
  smtp,
  sendgrid,
  mailgun,
  aliyun,
  tencent,
]

/** Throws a permanent `unreachable` MailFailure, which names the setting, when nothing can be sent with these settings. */
export function makeMail(kind: string, settings: unknown, ground: MailGround): MailTransport {
  const definition = mailProviders.find((known) => known.kind === kind)
  if (!definition) throw new MailFailure('unreachable', 'the mail provider is of no known kind', true, 'kind')
  try {
    return definition.make(settings, ground)
  } catch (error) {
    if (!(error instanceof UnfitSettings)) throw error
    throw new MailFailure('unreachable', error.message, true, `config.${error.settings[0]}`)
  }
}
