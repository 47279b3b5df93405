import { createHmac } from 'node:crypto'
import { type Static, Type } from 'typebox'
import type { SmsTransport } from '#domain/messaging/message/sms-transport.ts'
import { defineProvider } from '../definition.ts'
import { address, secret } from '../setting.ts'
import type { SmsGround } from './ground.ts'
import { asToken, failureOf, post } from './post.ts'

const settings = Type.Object({
  url: address({
    en: 'Where texts are posted. Taken as it is, so it may carry a query.',
    zh: '接收短信的地址，原样使用，可以带查询参数。',
    example: 'https://sms.example.com/send',
  }),
  secret: secret({
    en: 'Key of the signature in `X-Menshen-Signature`.',
    zh: '`X-Menshen-Signature` 签名所用的密钥。',
    example: 'a-long-random-text',
  }),
})

const vendor = 'webhook'

/**
 * Posts `{ to, template, params, content }` as JSON to an address of the operator's own. Any 2xx accepts the message;
 * a `messageId` in a JSON answer is kept. 429 and 5xx are tried again later, everything else is final.
 */
function createWebhookSms(config: Static<typeof settings>, { fetch, clock }: SmsGround): SmsTransport {
  return {
    async send({ to, template, params, content }) {
      const body = JSON.stringify({ to, template, params, content })
      const seconds = Math.floor(clock().getTime() / 1000)
      const { status, json } = await post(vendor, fetch, {
        url: config.url,
        headers: {
          'content-type': 'application/json',
          'x-menshen-signature': signWebhook(config.secret, seconds, body),
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

export const definition = defineProvider({
  kind: vendor,
  names: { en: 'Signed webhook of your own', zh: '自建 Webhook（带签名）' },
  settings,
  make: createWebhookSms,
})
