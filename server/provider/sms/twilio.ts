import type { SmsFailureKind, SmsTransport } from '#domain/messaging/message/sms-transport.ts'
import type { OutgoingFetch } from '#platform/outgoing/outgoing-fetch.ts'
import { asToken, failureOf, post } from './post.ts'

export interface TwilioSettings {
  accountSid: string
  authToken: string
  /** A number in E.164 or a sender name; or the id of a messaging service (`MG...`). */
  from: string
  /** No slash at the end. */
  endpoint?: string
}

const vendor = 'twilio'

/** Twilio's Messages resource (API 2010-04-01), Basic authentication. Sends the finished text. */
export function createTwilioSms(settings: TwilioSettings, fetch: OutgoingFetch): SmsTransport {
  const { endpoint = 'https://api.twilio.com', accountSid, authToken, from } = settings
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
