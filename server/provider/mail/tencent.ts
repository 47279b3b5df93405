import { MailFailure, type MailTransport } from '#domain/messaging/message/mail-transport.ts'
import { tencentRequest } from '../vendor/tencent-signature.ts'
import { asObject, parseObject } from '../vendor/vendor-answer.ts'
import { asTransport } from './checked-mail.ts'
import { withoutSecrets } from './failure.ts'
import { callVendor, isForNow, requireSettings, timeOf, type VendorOptions } from './vendor-call.ts'

export interface TencentMailConfig {
  secretId: string
  secretKey: string
  /** `ap-guangzhou` or `ap-hongkong`. */
  region?: string
  from: string
  endpoint?: string
}

/**
 * Mail through Tencent Cloud SES, operation SendEmail of 2020-10-02. The content goes along (`Simple`), for which the account
 * must be cleared by Tencent: by default it may use templates of its own only.
 */
export function tencentMailTransport(config: TencentMailConfig, options: VendorOptions = {}): MailTransport {
  const { secretId, secretKey, region = 'ap-guangzhou', from: address } = config
  const { endpoint = 'https://ses.tencentcloudapi.com' } = config
  requireSettings({ secretId, secretKey, from: address })
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
    const call = { endpoint, service: 'ses', action: 'SendEmail', version: '2020-10-02', region, at: timeOf(options) }
    const request = tencentRequest({ secretId, secretKey }, { ...call, body })
    const answer = await callVendor(options, [secretKey], request)
    return { messageId: messageIdOf(parseObject(answer.body), secretKey) }
  }, address)
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
