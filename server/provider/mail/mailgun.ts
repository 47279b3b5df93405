import type { MailTransport } from '#domain/messaging/message/mail-transport.ts'
import { parseObject } from '../vendor/vendor-answer.ts'
import { asTransport, formatMailbox } from './checked-mail.ts'
import { callVendor, requireSettings, type VendorOptions } from './vendor-call.ts'

export interface MailgunConfig {
  apiKey: string
  /** The sending domain. */
  domain: string
  from: string
  /** `https://api.eu.mailgun.net` for domains in the European Union. */
  endpoint?: string
}

/** Mail through Mailgun's Messages API, version 3. */
export function mailgunTransport(config: MailgunConfig, options: VendorOptions = {}): MailTransport {
  const { apiKey, domain, from: address, endpoint = 'https://api.mailgun.net' } = config
  requireSettings({ apiKey, domain, from: address })
  return asTransport(async ({ from, to, subject, html, text, replyTo }) => {
    const answer = await callVendor(options, [apiKey], {
      url: `${endpoint}/v3/${encodeURIComponent(domain)}/messages`,
      headers: {
        authorization: `Basic ${Buffer.from(`api:${apiKey}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({
        from: formatMailbox(from),
        to,
        subject,
        text,
        html,
        ...(replyTo && { 'h:Reply-To': formatMailbox(replyTo) }),
        'o:tracking': 'no',
      }).toString(),
    })
    return { messageId: String(parseObject(answer.body).id ?? '') }
  }, address)
}
