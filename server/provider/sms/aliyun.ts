import { randomUUID } from 'node:crypto'
import type { SmsFailureKind, SmsTransport } from '#domain/messaging/message/sms-transport.ts'
import type { Clock } from '#platform/clock.ts'
import type { OutgoingFetch } from '#platform/outgoing/outgoing-fetch.ts'
import { signedForm } from '../vendor/aliyun-signature.ts'
import { failureOf, post } from './post.ts'
import { fillTemplate, type VendorTemplates } from './vendor-template.ts'

export interface AliyunSettings {
  accessKeyId: string
  accessKeySecret: string
  /** The registered signature, without its brackets. */
  signName: string
  templates: VendorTemplates
  /** No slash at the end. */
  endpoint?: string
}

const vendor = 'aliyun'

/** Alibaba Cloud Short Message Service, operation SendSms of Dysmsapi 2017-05-25, RPC style. */
export function createAliyunSms(settings: AliyunSettings, fetch: OutgoingFetch, clock: Clock): SmsTransport {
  const { endpoint = 'https://dysmsapi.aliyuncs.com' } = settings
  return {
    async send(message) {
      const { id, values } = fillTemplate(vendor, settings.templates, message)
      const params = {
        PhoneNumbers: bareNumber(message.to),
        SignName: settings.signName,
        TemplateCode: id,
        TemplateParam: JSON.stringify(Object.fromEntries(values)),
      }
      const call = { action: 'SendSms', version: '2017-05-25', accessKeyId: settings.accessKeyId, params }
      const { status, json } = await post(vendor, fetch, {
        url: `${endpoint}/`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: signedForm({ ...call, nonce: randomUUID(), at: clock() }, settings.accessKeySecret),
      })
      if (json.Code === 'OK') return { messageId: typeof json.BizId === 'string' ? json.BizId : null }
      throw failureOf(vendor, status, json.Code, kindOf(json.Code))
    },
  }
}

/** Eleven digits inside China; country code and digits, without a plus sign, elsewhere. */
function bareNumber(to: string): string {
  return to.replace(/^\+(86)?/, '')
}

function kindOf(code: unknown): SmsFailureKind | null {
  if (typeof code !== 'string') return null
  if (/LIMIT_CONTROL|^(isv\.)?BUSINESS_LIMIT|^Throttling/.test(code)) return 'limited'
  if (/^isp\.(SYSTEM_ERROR|GATEWAY_ERROR|UNKNOWN)|^(InternalError|ServiceUnavailable)/.test(code)) return 'unknown'
  return 'rejected'
}
