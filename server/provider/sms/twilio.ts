import { type Static, Type } from 'typebox'
import type { SmsFailureKind, SmsTransport } from '#domain/messaging/message/sms-transport.ts'
import { defineProvider } from '../definition.ts'
import { address, secret, text } from '../setting.ts'
import type { SmsGround } from './ground.ts'
import { asToken, failureOf, post } from './post.ts'

const settings = Type.Object({
  accountSid: text({ en: 'Id of the account.', zh: '账号的 Account SID。', example: 'ACexample' }),
  authToken: secret({ en: 'What proves the account.', zh: '账号的 Auth Token。', example: 'example-token' }),
  from: text({
    en: 'A number with its country code, a sender name, or the id of a messaging service (`MG...`).',
    zh: '带国家码的号码、发送方名称，或 Messaging Service 的 ID（`MG...`）。',
    example: '+15005550006',
  }),
  endpoint: Type.Optional(
    address({
      en: 'Another region, without a slash at the end.',
      zh: '其他区域的接入地址，末尾不带斜杠。',
      example: 'https://api.dublin.ie1.twilio.com',
    }),
  ),
})

const vendor = 'twilio'

/** Twilio's Messages resource (API 2010-04-01), Basic authentication. Sends the finished text. */
function createTwilioSms(config: Static<typeof settings>, { fetch }: SmsGround): SmsTransport {
  const { endpoint = 'https://api.twilio.com', accountSid, authToken, from } = config
  const credentials = Buffer.from(`${accountSid}:${authToken}`).toString('base64')
  const sender: Record<string, string> = /^MG[0-9a-f]{32}$/i.test(from) ? { MessagingServiceSid: from } : { From: from }
  return {
    async send({ to, content }) {
      const { status, json } = await post(vendor, fetch, {
        url: `${endpoint}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Messages.json`,
        headers: {
          authorization: `Basic ${credentials}`,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: new URLSearchParams({ To: to, ...sender, Body: content }).toString(),
      })
      if (status >= 200 && status < 300) return { messageId: asToken(json.sid) }
      throw failureOf(vendor, status, json.code, kindOf(json.code))
    },
  }
}

// 14107 and 20429: too many requests. 63038: the account's messages of the day are used up.
const limits = new Set<unknown>([14107, 20429, 63038])

/** Twilio asks not to build on its codes, so apart from the limits the HTTP status decides. */
function kindOf(code: unknown): SmsFailureKind | null {
  return limits.has(code) ? 'limited' : null
}

export const definition = defineProvider({
  kind: vendor,
  names: { en: 'Twilio', zh: 'Twilio' },
  settings,
  make: createTwilioSms,
})
