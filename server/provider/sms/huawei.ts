import { type Static, Type } from 'typebox'
import type { SmsFailureKind, SmsTransport } from '#domain/messaging/message/sms-transport.ts'
import { defineProvider } from '../definition.ts'
import { address, secret, text } from '../setting.ts'
import { asObject } from '../vendor/vendor-answer.ts'
import type { SmsGround } from './ground.ts'
import { signSdk } from './huawei-signature.ts'
import { asToken, failureOf, post } from './post.ts'
import { fillTemplate, templates } from './vendor-template.ts'

const settings = Type.Object({
  appKey: text({
    en: 'Key of the application.',
    zh: '应用的 Application Key。',
    example: 'c8RWg3ggEcyd4D3p94bf3Y7x1Ile',
  }),
  appSecret: secret({ en: 'The other half of the key.', zh: '应用的 Application Secret。', example: 'example-secret' }),
  sender: text({
    en: 'The channel number that belongs to the signature.',
    zh: '签名对应的通道号。',
    example: 'csms12345678',
  }),
  signature: Type.Optional(
    text({
      en: 'The registered signature; needed for universal templates inside China only.',
      zh: '已报备的签名，仅国内短信的通用模板需要填写。',
      example: '门神',
    }),
  ),
  templates,
  endpoint: address({
    en: 'The access address of the application, without a slash at the end.',
    zh: '应用的 APP 接入地址，末尾不带斜杠。',
    example: 'https://smsapi.cn-north-4.myhuaweicloud.com',
  }),
})

const vendor = 'huawei'
const path = '/sms/batchSendSms/v1'

/** Huawei Cloud Message & SMS, batchSendSms v1, with the AK/SK signature (SDK-HMAC-SHA256) that the vendor recommends over WSSE. */
function createHuaweiSms(config: Static<typeof settings>, { fetch, clock }: SmsGround): SmsTransport {
  const { host } = new URL(config.endpoint)
  return {
    async send(message) {
      const { id, values } = fillTemplate(vendor, config.templates, message)
      const body = new URLSearchParams({
        from: config.sender,
        to: message.to,
        templateId: id,
        templateParas: JSON.stringify(values.map(([, value]) => value)),
        ...(config.signature && { signature: config.signature }),
      }).toString()
      const date = clock()
        .toISOString()
        .replace(/[-:]|\.\d+/g, '')
      // The content type is left unsigned: gateways on the way are known to rewrite it.
      const headers = { host, 'x-sdk-date': date }
      const { status, json } = await post(vendor, fetch, {
        url: config.endpoint + path,
        headers: {
          authorization: signSdk(config.appKey, config.appSecret, { method: 'POST', path, headers, body }),
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

export const definition = defineProvider({
  kind: vendor,
  names: { en: 'Huawei Cloud Message & SMS', zh: '华为云消息&短信' },
  settings,
  make: createHuaweiSms,
})
