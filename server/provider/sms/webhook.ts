import { createHmac } from 'node:crypto'
import type { SmsTransport } from '#domain/messaging/message/sms-transport.ts'
import type { Clock } from '#platform/clock.ts'
import type { OutgoingFetch } from '#platform/outgoing/outgoing-fetch.ts'
import { asToken, failureOf, post } from './post.ts'

export interface WebhookSmsSettings {
  /** Taken as it is, so it may carry a query. */
  url: string
  secret: string
}

const vendor = 'webhook'

/**
 * Posts `{ to, template, params, content }` as JSON to an address of the operator's own. Any 2xx accepts the message;
 * a `messageId` in a JSON answer is kept. 429 and 5xx are tried again later, everything else is final.
 */
export function createWebhookSms(settings: WebhookSmsSettings, fetch: OutgoingFetch, clock: Clock): SmsTransport {
  return {
    async send({ to, template, params, content }) {
      const body = JSON.stringify({ to, template, params, content })
      const seconds = Math.floor(clock().getTime() / 1000)
      const { status, json } = await post(vendor, fetch, {
        url: settings.url,
        headers: {
          'content-type': 'application/json',
          'x-menshen-signature': signWebhook(settings.secret, seconds, body),
        },
        body,
      })
      if (status >= 200 && status < 300) return { messageId: asToken(json.messageId) }
      throw failureOf(vendor, status, null, null)
    },
  }
}

/**
 * The value of `X-Menshen-Signature`: `t=<seconds since 1970>,v1=<hex HMAC-SHA-256 of "t.body" under the secret>`.
 * A receiver computes it over the raw body, compares in constant time, and refuses a `t` older than five minutes.
 */
export function signWebhook(secret: string, seconds: number, body: string): string {
  const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  return `t=${seconds},v1=${signature}`
}
