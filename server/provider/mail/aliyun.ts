import { randomUUID } from 'node:crypto'
import type { MailTransport } from '#domain/message/mail-transport.ts'
import { signAliyun } from './aliyun-signature.ts'
import { asTransport } from './checked-mail.ts'
import { callVendor, readAnswer, requireSettings, type VendorOptions } from './vendor-call.ts'

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
  return asTransport(async ({ from, to, subject, html, text, replyTo }) => {
    const parameters: Record<string, string> = {
      Action: 'SingleSendMail',
      Version: '2015-11-23',
      Format: 'JSON',
      AccessKeyId: accessKeyId,
      SignatureMethod: 'HMAC-SHA1',
      SignatureVersion: '1.0',
      SignatureNonce: randomUUID(),
      Timestamp: (options.now?.() ?? new Date()).toISOString().replace(/\.\d+Z$/, 'Z'),
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
      body: new URLSearchParams({
        ...parameters,
        Signature: signAliyun('POST', parameters, accessKeySecret),
      }).toString(),
    })
    const { EnvId, RequestId } = readAnswer(answer)
    return { messageId: String(EnvId ?? RequestId ?? '') }
  }, address)
}
