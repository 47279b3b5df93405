import { randomUUID } from 'node:crypto'
import { type Static, Type } from 'typebox'
import type { SmsFailureKind, SmsTransport } from '#domain/messaging/message/sms-transport.ts'
import { defineProvider } from '../definition.ts'
import { address, secret, text } from '../setting.ts'
import { signedForm } from '../vendor/aliyun-signature.ts'
import type { SmsGround } from './ground.ts'
import { failureOf, post } from './post.ts'
import { fillTemplate, templates } from './vendor-template.ts'

const settings = Type.Object({
  accessKeyId: text({ en: 'Id of the access key.', zh: 'AccessKey ID。', example: 'LTAI5tExampleKeyId' }),
  accessKeySecret: secret({ en: 'The other half of the key.', zh: 'AccessKey Secret。', example: 'example-secret' }),
  signName: text({
    en: 'The registered signature, without its brackets.',
    zh: '已报备的短信签名，不含方括号。',
    example: '门神',
  }),
  templates,
  endpoint: Type.Optional(
    address({
      en: 'Another address of the API, without a slash at the end.',
      zh: '其他接入地址，末尾不带斜杠。',
      example: 'https://dysmsapi.ap-southeast-1.aliyuncs.com',
    }),
  ),
})

const vendor = 'aliyun'

/** Alibaba Cloud Short Message Service, operation SendSms of Dysmsapi 2017-05-25, RPC style. */
function createAliyunSms(config: Static<typeof settings>, { fetch, clock }: SmsGround): SmsTransport {
  const { endpoint = 'https://dysmsapi.aliyuncs.com' } = config
  return {
    async send(message) {
      const { id, values } = fillTemplate(vendor, config.templates, message)
      const params = {
        PhoneNumbers: bareNumber(message.to),
        SignName: config.signName,
        TemplateCode: id,
        TemplateParam: JSON.stringify(Object.fromEntries(values)),
      }
      const call = { action: 'SendSms', version: '2017-05-25', accessKeyId: config.accessKeyId, params }
      const { status, json } = await post(vendor, fetch, {
        url: `${endpoint}/`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: signedForm({ ...call, nonce: randomUUID(), at: clock() }, config.accessKeySecret),
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

export const definition = defineProvider({
  kind: vendor,
  names: { en: 'Alibaba Cloud Short Message Service', zh: '阿里云短信服务' },
  settings,
  make: createAliyunSms,
})
