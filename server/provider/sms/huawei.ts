import type { SmsFailureKind, SmsTransport } from '#domain/messaging/message/sms-transport.ts'
import type { Clock } from '#platform/clock.ts'
import type { OutgoingFetch } from '#platform/outgoing/outgoing-fetch.ts'
import { asObject } from '../vendor/vendor-answer.ts'
import { signSdk } from './huawei-signature.ts'
import { asToken, failureOf, post } from './post.ts'
import { fillTemplate, type VendorTemplates } from './vendor-template.ts'

export interface HuaweiSettings {
  appKey: string
  appSecret: string
  /** The channel number that belongs to the signature. */
  sender: string
  /** The registered signature; needed for universal templates inside China only. */
  signature?: string
  templates: VendorTemplates
  /** The application's access address, e.g. `https://smsapi.cn-north-4.myhuaweicloud.com`; no slash at the end. */
  endpoint: string
}

const vendor = 'huawei'
const path = '/sms/batchSendSms/v1'

/** Huawei Cloud Message & SMS, batchSendSms v1, with the AK/SK signature (SDK-HMAC-SHA256) that the vendor recommends over WSSE. */
export function createHuaweiSms(settings: HuaweiSettings, fetch: OutgoingFetch, clock: Clock): SmsTransport {
  const { host } = new URL(settings.endpoint)
  return {
    async send(message) {
      const { id, values } = fillTemplate(vendor, settings.templates, message)
      const body = new URLSearchParams({
        from: settings.sender,
        to: message.to,
        templateId: id,
        templateParas: JSON.stringify(values.map(([, value]) => value)),
        ...(settings.signature && { signature: settings.signature }),
      }).toString()
      const date = clock()
        .toISOString()
        .replace(/[-:]|\.\d+/g, '')
      // The content type is left unsigned: gateways on the way are known to rewrite it.
      const headers = { host, 'x-sdk-date': date }
      const { status, json } = await post(vendor, fetch, {
        url: settings.endpoint + path,
        headers: {
          authorization: signSdk(settings.appKey, settings.appSecret, { method: 'POST', path, headers, body }),
          'content-type': 'application/x-www-form-urlencoded',
          'x-sdk-date': date,
        },
        body,
      })
      return readAnswer(status, json)
    },
  }
}

/** `000000` is success. The gateway in front answers in a form of its own (`error_code`). */
function readAnswer(status: number, json: Record<string, unknown>): { messageId: string | null } {
  const sent = asObject(Array.isArray(json.result) ? json.result[0] : null)
  const states = [json.code, sent.status].filter((state) => state !== undefined)
  if (json.code === '000000' && states.every((state) => state === '000000'))
    return { messageId: asToken(sent.smsMsgId) }
  const code = states.find((state) => state !== '000000') ?? json.error_code
  throw failureOf(vendor, status, code, kindOf(status, code))
}

/** E000000 is the vendor's own trouble, APIGW.0308 its throttling; its other codes name something wrong in the request. */
function kindOf(status: number, code: unknown): SmsFailureKind | null {
  if (typeof code !== 'string' || status === 429 || status >= 500) return null
  if (code === 'APIGW.0308') return 'limited'
  return code === 'E000000' ? 'unknown' : 'rejected'
}
