import type { MailTransport } from '#domain/messaging/message/mail-transport.ts'
import { asTransport } from './checked-mail.ts'
import { callVendor, requireSettings, type VendorOptions } from './vendor-call.ts'

export interface SendgridConfig {
  apiKey: string
  from: string
  /** `https://api.eu.sendgrid.com` for accounts in the European Union. */
  endpoint?: string
}

/** Mail through SendGrid's Mail Send API, version 3. */
export function sendgridTransport(config: SendgridConfig, options: VendorOptions = {}): MailTransport {
  const { apiKey, from: address, endpoint = 'https://api.sendgrid.com' } = config
  requireSettings({ apiKey, from: address })
  return asTransport(async ({ from, to, subject, html, text, replyTo }) => {
    const answer = await callVendor(options, [apiKey], {
      url: `${endpoint}/v3/mail/send`,
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        personalizations: [{ to: [{ email: to }] }],
        from: recipient(from),
        ...(replyTo && { reply_to: recipient(replyTo) }),
        subject,
        // In this order, or the API refuses: the plainest first.
        content: [
          { type: 'text/plain', value: text },
          { type: 'text/html', value: html },
        ],
        // A rewritten link would tell a third party which code or link was opened.
        tracking_settings: { click_tracking: { enable: false }, open_tracking: { enable: false } },
      }),
    })
    return { messageId: String(answer.headers['x-message-id'] ?? '') }
  }, address)
}

function recipient({ name, address }: { name?: string; address: string }) {
  return { email: address, ...(name && { name }) }
}
