import { MailFailure } from '#domain/messaging/message/mail-transport.ts'
import type { PlatformTransports } from '#domain/messaging/message/routes.ts'
import type { Clock } from '#platform/clock.ts'
import { createOutgoingFetch } from '#platform/outgoing/outgoing-fetch.ts'
import { StartError } from '#platform/start-error.ts'
import type { Config } from '../config.ts'
import type { MailGround } from '../provider/mail/ground.ts'
import { makeMail } from '../provider/mail/make-mail.ts'
import { completeSmtpConfig, readSmtpUrl } from '../provider/mail/smtp-config.ts'
import { makeSms } from '../provider/sms/make-sms.ts'

type Settings = Pick<Config, 'smtpUrl' | 'mailFrom' | 'smsWebhook'>

/**
 * The senders that the settings name, for every pool without its own. Nothing is contacted yet. The operator may well
 * have them in their own network, so any address will do.
 */
export function openTransports({ smtpUrl, mailFrom, smsWebhook }: Settings, clock: Clock): PlatformTransports {
  const ground = { fetch: createOutgoingFetch(), clock }
  return {
    mail: smtpUrl === null ? null : openMail(smtpUrl, mailFrom, ground),
    sms: smsWebhook && makeSms('webhook', smsWebhook, ground),
  }
}

function openMail(url: string, from: string | null, ground: MailGround) {
  try {
    const settings = { ...readSmtpUrl(url), ...(from && { from }) }
    const transport = makeMail('smtp', settings, ground)
    if (!completeSmtpConfig(settings).from)
      throw new StartError('MAIL_FROM is not set. Set it to the address that mails shall come from.')
    return transport
  } catch (error) {
    // What the address holds is never repeated: there is a password in it.
    if (error instanceof MailFailure)
      throw new StartError(
        `SMTP_URL cannot be used: ${error.message}. Set it like smtps://user:password@mail.example.com.`,
      )
    throw error
  }
}
