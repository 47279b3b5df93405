import type { SmsFailureKind, SmsTransport } from '#domain/messaging/message/sms-transport.ts'
import type { Clock } from '#platform/clock.ts'
import type { OutgoingFetch } from '#platform/outgoing/outgoing-fetch.ts'
import { tencentRequest } from '../vendor/tencent-signature.ts'
import { asObject } from '../vendor/vendor-answer.ts'
import { asToken, failureOf, post } from './post.ts'
import { fillTemplate, type VendorTemplates } from './vendor-template.ts'

export interface TencentSettings {
  secretId: string
  secretKey: string
  smsSdkAppId: string
  /** The registered signature; may be empty for numbers outside China. */
  signName: string
  templates: VendorTemplates
  region?: string
  /** No slash at the end. */
  endpoint?: string
}

const vendor = 'tencent'

/** Tencent Cloud SMS, operation SendSms of API version 2021-01-11. */
export function createTencentSms(settings: TencentSettings, fetch: OutgoingFetch, clock: Clock): SmsTransport {
  const { endpoint = 'https://sms.tencentcloudapi.com', region = 'ap-guangzhou' } = settings
  return {
    async send(message) {
      const { id, values } = fillTemplate(vendor, settings.templates, message)
      const body = JSON.stringify({
        PhoneNumberSet: [message.to],
        SmsSdkAppId: settings.smsSdkAppId,
        SignName: settings.signName,
        TemplateId: id,
        TemplateParamSet: values.map(([, value]) => value),
      })
      const call = { endpoint, service: 'sms', action: 'SendSms', version: '2021-01-11', region, at: clock() }
      const { status, json } = await post(vendor, fetch, tencentRequest(settings, { ...call, body }))
      return readAnswer(status, asObject(json.Response))
    },
  }
}

/** The request can fail as a whole (`Error`) or for the one number in it (`SendStatusSet`). */
function readAnswer(status: number, response: Record<string, unknown>): { messageId: string | null } {
  const sent = asObject(Array.isArray(response.SendStatusSet) ? response.SendStatusSet[0] : null)
  if (sent.Code === 'Ok') return { messageId: asToken(sent.SerialNo) }
  const code = asObject(response.Error).Code ?? sent.Code
  throw failureOf(vendor, status, code, kindOf(code))
}

function kindOf(code: unknown): SmsFailureKind | null {
  if (typeof code !== 'string') return null
  if (/^(Request)?LimitExceeded/.test(code)) return 'limited'
  return /^InternalError|^ServiceUnavailable/.test(code) ? 'unknown' : 'rejected'
}
