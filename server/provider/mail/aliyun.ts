import { randomUUID } from 'node:crypto'
import { type Static, Type } from 'typebox'
import type { MailTransport } from '#domain/messaging/message/mail-transport.ts'
import { defineProvider } from '../definition.ts'
import { address, secret, text } from '../setting.ts'
import { signedForm } from '../vendor/aliyun-signature.ts'
import { parseObject } from '../vendor/vendor-answer.ts'
import { asTransport } from './checked-mail.ts'
import type { MailGround } from './ground.ts'
import { callVendor } from './vendor-call.ts'

const settings = Type.Object({
  accessKeyId: text({ en: 'Id of the access key.', zh: 'AccessKey ID。', example: 'LTAI5tExampleKeyId' }),
  accessKeySecret: secret({ en: 'The other half of the key.', zh: 'AccessKey Secret。', example: 'example-secret' }),
  from: text({
    en: 'The sender address, as set up in the console.',
    zh: '在控制台中配置的发信地址。',
    example: 'no-reply@example.com',
  }),
  endpoint: Type.Optional(
    address({
      en: 'Another region than Hangzhou, without a slash at the end.',
      zh: '杭州以外的地域的接入地址，末尾不带斜杠。',
      example: 'https://dm.ap-southeast-1.aliyuncs.com',
    }),
  ),
})

/** Mail through Aliyun DirectMail, operation SingleSendMail of 2015-11-23. */
function aliyunMailTransport(config: Static<typeof settings>, { fetch, clock }: MailGround): MailTransport {
  const { accessKeyId, accessKeySecret, endpoint = 'https://dm.aliyuncs.com' } = config
  const call = { action: 'SingleSendMail', version: '2015-11-23', accessKeyId }
  return asTransport(async ({ from, to, subject, html, text, replyTo }) => {
    const params: Record<string, string> = {
      AccountName: from.address,
      AddressType: '1',
      ReplyToAddress: 'false',
      ...(from.name && { FromAlias: from.name }),
      ...(replyTo && { ReplyAddress: replyTo.address, ...(replyTo.name && { ReplyAddressAlias: replyTo.name }) }),
      ToAddress: to,
      Subject: subject,
      HtmlBody: html,
      TextBody: text,
      ClickTrace: '0',
    }
    const answer = await callVendor(fetch, [accessKeySecret], {
      url: `${endpoint}/`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: signedForm({ ...call, nonce: randomUUID(), at: clock(), params }, accessKeySecret),
    })
    const { EnvId, RequestId } = parseObject(answer.body)
    return { messageId: String(EnvId ?? RequestId ?? '') }
  }, config.from)
}

export const definition = defineProvider({
  kind: 'aliyun',
  names: { en: 'Alibaba Cloud Direct Mail', zh: '阿里云邮件推送' },
  settings,
  make: aliyunMailTransport,
})
