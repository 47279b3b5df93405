import { type Static, Type } from 'typebox'
import type { SmsFailureKind, SmsTransport } from '#domain/messaging/message/sms-transport.ts'
import { defineProvider } from '../definition.ts'
import { address, secret, text } from '../setting.ts'
import { tencentRequest } from '../vendor/tencent-signature.ts'
import { asObject } from '../vendor/vendor-answer.ts'
import type { SmsGround } from './ground.ts'
import { asToken, failureOf, post } from './post.ts'
import { fillTemplate, templates } from './vendor-template.ts'

const settings = Type.Object({
  secretId: text({ en: 'Id of the API key.', zh: 'SecretId。', example: 'AKIDexample' }),
  secretKey: secret({ en: 'The other half of the key.', zh: 'SecretKey。', example: 'example-secret' }),
  smsSdkAppId: text({ en: 'Id of the SMS application.', zh: '短信应用的 SdkAppId。', example: '1400006666' }),
  signName: Type.Optional(
    text({
      en: 'The registered signature; may be left out for numbers outside China.',
      zh: '已报备的短信签名，仅发往境外时可不填。',
      example: '门神',
    }),
  ),
  templates,
  region: Type.Optional(
    text({
      en: 'Region of the service; `ap-guangzhou` when left out.',
      zh: '服务所在地域，默认 `ap-guangzhou`。',
      example: 'ap-beijing',
    }),
  ),
  endpoint: Type.Optional(
    address({
      en: 'Another address of the API, without a slash at the end.',
      zh: '其他接入地址，末尾不带斜杠。',
      example: 'https://sms.ap-singapore.tencentcloudapi.com',
    }),
  ),
})

const vendor = 'tencent'

/** Tencent Cloud SMS, operation SendSms of API version 2021-01-11. */
function createTencentSms(config: Static<typeof settings>, { fetch, clock }: SmsGround): SmsTransport {
  const { endpoint = 'https://sms.tencentcloudapi.com', region = 'ap-guangzhou' } = config
  return {
    async send(message) {
      const { id, values } = fillTemplate(vendor, config.templates, message)
      const body = JSON.stringify({
        PhoneNumberSet: [message.to],
        SmsSdkAppId: config.smsSdkAppId,
        SignName: config.signName,
        TemplateId: id,
        TemplateParamSet: values.map(([, value]) => value),
      })
      const call = { endpoint, service: 'sms', action: 'SendSms', version: '2021-01-11', region, at: clock() }
      const { status, json } = await post(vendor, fetch, tencentRequest(config, { ...call, body }))
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

export const definition = defineProvider({
  kind: vendor,
  names: { en: 'Tencent Cloud SMS', zh: '腾讯云短信' },
  settings,
  make: createTencentSms,
})
