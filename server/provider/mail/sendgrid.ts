import { type Static, Type } from 'typebox'
import type { MailTransport } from '#domain/messaging/message/mail-transport.ts'
import { defineProvider } from '../definition.ts'
import { address, secret, text } from '../setting.ts'
import { asTransport } from './checked-mail.ts'
import type { MailGround } from './ground.ts'
import { callVendor } from './vendor-call.ts'

const settings = Type.Object({
  apiKey: secret({ en: 'The API key.', zh: 'API 密钥。', example: 'SG.example' }),
  from: text({ en: 'A verified sender address.', zh: '已验证的发信地址。', example: 'no-reply@example.com' }),
  endpoint: Type.Optional(
    address({
      en: 'Needed for accounts in the European Union; without a slash at the end.',
      zh: '欧盟区域的账号需要填写，末尾不带斜杠。',
      example: 'https://api.eu.sendgrid.com',
    }),
  ),
})

/** Mail through SendGrid's Mail Send API, version 3. */
function sendgridTransport(config: Static<typeof settings>, { fetch }: MailGround): MailTransport {
  const { apiKey, endpoint = 'https://api.sendgrid.com' } = config
  return asTransport(async ({ from, to, subject, html, text, replyTo }) => {
    const answer = await callVendor(fetch, [apiKey], {
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
  }, config.from)
}

function recipient({ name, address }: { name?: string; address: string }) {
  return { email: address, ...(name && { name }) }
}

export const definition = defineProvider({
  kind: 'sendgrid',
  names: { en: 'SendGrid', zh: 'SendGrid' },
  settings,
  make: sendgridTransport,
})
