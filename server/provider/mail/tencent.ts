import { type Static, Type } from 'typebox'
import { MailFailure, type MailTransport } from '#domain/messaging/message/mail-transport.ts'
import { defineProvider } from '../definition.ts'
import { address, secret, text } from '../setting.ts'
import { tencentRequest } from '../vendor/tencent-signature.ts'
import { asObject, parseObject } from '../vendor/vendor-answer.ts'
import { asTransport } from './checked-mail.ts'
import { withoutSecrets } from './failure.ts'
import type { MailGround } from './ground.ts'
import { callVendor, isForNow } from './vendor-call.ts'

const settings = Type.Object({
  secretId: text({ en: 'Id of the API key.', zh: 'SecretId。', example: 'AKIDexample' }),
  secretKey: secret({ en: 'The other half of the key.', zh: 'SecretKey。', example: 'example-secret' }),
  from: text({ en: 'The sender address.', zh: '发信地址。', example: 'no-reply@example.com' }),
  region: Type.Optional(
    text({
      en: 'Region of the service; `ap-guangzhou` when left out.',
      zh: '服务所在地域，默认 `ap-guangzhou`。',
      example: 'ap-hongkong',
    }),
  ),
  endpoint: Type.Optional(
    address({
      en: 'Another address of the API, without a slash at the end.',
      zh: '其他接入地址，末尾不带斜杠。',
      example: 'https://ses.ap-hongkong.tencentcloudapi.com',
    }),
  ),
})

/**
 * Mail through Tencent Cloud SES, operation SendEmail of 2020-10-02. The content goes along (`Simple`), for which the account
 * must be cleared by Tencent: by default it may use templates of its own only.
 */
function tencentMailTransport(config: Static<typeof settings>, { fetch, clock }: MailGround): MailTransport {
  const { secretId, secretKey, region = 'ap-guangzhou', endpoint = 'https://ses.tencentcloudapi.com' } = config
  return asTransport(async ({ from, to, subject, html, text, replyTo }) => {
    const body = JSON.stringify({
      // Their own form: name, space, bracketed address, and no colon in the name.
      FromEmailAddress: from.name ? `${from.name.replace(/[:<>"]/g, ' ')} <${from.address}>` : from.address,
      Destination: [to],
      Subject: subject,
      Simple: { Html: base64(html), Text: base64(text) },
      ...(replyTo && { ReplyToAddresses: replyTo.address }),
      // 1: somebody waits for it, as for a code.
      TriggerType: 1,
    })
    const call = { endpoint, service: 'ses', action: 'SendEmail', version: '2020-10-02', region, at: clock() }
    const request = tencentRequest({ secretId, secretKey }, { ...call, body })
    const answer = await callVendor(fetch, [secretKey], request)
    return { messageId: messageIdOf(parseObject(answer.body), secretKey) }
  }, config.from)
}

const base64 = (text: string) => Buffer.from(text).toString('base64')

/** Every answer is HTTP 200; a refusal stands in the body. */
function messageIdOf(answer: Record<string, unknown>, secretKey: string): string {
  const { Error: error, MessageId } = asObject(answer.Response)
  if (error) {
    const { Code = '', Message = '' } = asObject(error)
    const code = String(Code)
    throw new MailFailure(isForNow(code) ? 'refused' : 'rejected', withoutSecrets(`${code}: ${Message}`, [secretKey]))
  }
  if (typeof MessageId !== 'string') throw new MailFailure('unknown', 'an answer without a message id')
  return MessageId
}

export const definition = defineProvider({
  kind: 'tencent',
  names: { en: 'Tencent Cloud SES', zh: '腾讯云邮件推送' },
  settings,
  make: tencentMailTransport,
})
