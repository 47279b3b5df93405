import { MailFailure, type MailTransport } from '#domain/messaging/message/mail-transport.ts'
import type { TransportMakers } from '#domain/messaging/message/routes.ts'
import { SmsFailure, type SmsTransport } from '#domain/messaging/message/sms-transport.ts'
import type { Clock } from '#platform/clock.ts'
import type { AddressRules } from '#platform/outgoing/address-rules.ts'
import { createConnect } from '#platform/outgoing/connect.ts'
import { createOutgoingFetch, type OutgoingFetch } from '#platform/outgoing/outgoing-fetch.ts'
import { aliyunMailTransport } from './mail/aliyun.ts'
import { mailgunTransport } from './mail/mailgun.ts'
import { sendgridTransport } from './mail/sendgrid.ts'
import { type SmtpOptions, smtpTransport } from './mail/smtp.ts'
import { tencentMailTransport } from './mail/tencent.ts'
import type { VendorOptions } from './mail/vendor-call.ts'
import { createAliyunSms } from './sms/aliyun.ts'
import { createHuaweiSms } from './sms/huawei.ts'
import { createTencentSms } from './sms/tencent.ts'
import { createTwilioSms } from './sms/twilio.ts'
import { createWebhookSms } from './sms/webhook.ts'

/** Settings as a pool stored them: each maker checks what it needs, and nothing else has. */
type Stored = never

const mailKinds: Record<string, (config: Stored, options: SmtpOptions & VendorOptions) => MailTransport> = {
  smtp: smtpTransport,
  sendgrid: sendgridTransport,
  mailgun: mailgunTransport,
  aliyun: aliyunMailTransport,
  tencent: tencentMailTransport,
}

/** What a sender of texts cannot do without. The addresses among it must be addresses. */
const smsKinds: Record<
  string,
  { needs: string[]; make: (config: Stored, fetch: OutgoingFetch, clock: Clock) => SmsTransport }
> = {
  webhook: { needs: ['url', 'secret'], make: createWebhookSms },
  twilio: { needs: ['accountSid', 'authToken', 'from'], make: createTwilioSms },
  aliyun: { needs: ['accessKeyId', 'accessKeySecret', 'signName', 'templates'], make: createAliyunSms },
  tencent: { needs: ['secretId', 'secretKey', 'smsSdkAppId', 'templates'], make: createTencentSms },
  huawei: { needs: ['appKey', 'appSecret', 'sender', 'templates', 'endpoint'], make: createHuaweiSms },
}

/**
 * The senders that a pool can choose from, by name. An unknown name or incomplete settings reach nobody: `unreachable`; so
 * does an address that the rules do not permit, for it is the tenant who chose it.
 */
export function createTransportMakers(clock: Clock, rules: AddressRules): TransportMakers {
  const fetch = createOutgoingFetch(rules)
  const options = { fetch, clock, connect: createConnect(rules) }
  return {
    mail(kind, config) {
      const make = Object.hasOwn(mailKinds, kind) ? mailKinds[kind] : undefined
      if (!make) throw new MailFailure('unreachable', 'the mail provider is of no known kind', true, 'kind')
      return make(config as Stored, options)
    },
    sms(kind, config) {
      const known = Object.hasOwn(smsKinds, kind) ? smsKinds[kind] : undefined
      if (!known || !isComplete(config, known.needs))
        throw new SmsFailure('provider', 'unreachable', { permanent: true, code: 'incomplete' })
      return known.make(config as Stored, fetch, clock)
    },
  }
}

function isComplete(config: Record<string, unknown>, needs: string[]): boolean {
  const addresses = [config.url, config.endpoint].filter((address) => address !== undefined)
  return needs.every((name) => config[name]) && addresses.every((url) => typeof url === 'string' && URL.canParse(url))
}
