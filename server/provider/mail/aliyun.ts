import { randomUUID } from 'node:crypto'
import type { MailTransport } from '#domain/messaging/message/mail-transport.ts'
import { signedForm } from '../vendor/aliyun-signature.ts'
import { parseObject } from '../vendor/vendor-answer.ts'
import { asTransport } from './checked-mail.ts'
import { callVendor, requireSettings, timeOf, type VendorOptions } from './vendor-call.ts'

export interface AliyunMailConfig {
  accessKeyId: string
  accessKeySecret: string
  /** The sender address, as set up in the console. */
  from: string
  /** `https://dm.ap-southeast-1.aliyuncs.com` for Singapore. */
  endpoint?: string
}

/** Mail through Aliyun DirectMail, operation SingleSendMail of 2015-11-23. */
export function aliyunMailTransport(config: AliyunMailConfig, options: VendorOptions = {}): MailTransport {
  const { accessKeyId, accessKeySecret, from: address, endpoint = 'https://dm.aliyuncs.com' } = config
  requireSettings({ accessKeyId, accessKeySecret, from: address })
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
    const answer = await callVendor(options, [accessKeySecret], {
      url: `${endpoint}/`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: signedForm({ ...call, nonce: randomUUID(), at: timeOf(options), params }, accessKeySecret),
    })
    const { EnvId, RequestId } = parseObject(answer.body)
    return { messageId: String(EnvId ?? RequestId ?? '') }
  }, address)
}
