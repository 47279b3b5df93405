import { SmsFailure, type SmsTransport } from '#domain/messaging/message/sms-transport.ts'
import { type Definition, UnfitSettings } from '../definition.ts'
import { definition as aliyun } from './aliyun.ts'
import type { SmsGround } from './ground.ts'
import { definition as huawei } from './huawei.ts'
import { definition as tencent } from './tencent.ts'
import { definition as twilio } from './twilio.ts'
import { definition as webhook } from './webhook.ts'

/** Every sender of texts. */
export const smsProviders: readonly Definition<SmsGround, SmsTransport>[] = [webhook, twilio, aliyun, tencent, huawei]

/** Throws a permanent `unreachable` SmsFailure when nothing can be sent with these settings. */
export function makeSms(kind: string, settings: unknown, ground: SmsGround): SmsTransport {
  const definition = smsProviders.find((known) => known.kind === kind)
  if (!definition) throw incomplete()
  try {
    return definition.make(settings, ground)
  } catch (error) {
    throw error instanceof UnfitSettings ? incomplete() : error
  }
}

function incomplete(): SmsFailure {
  return new SmsFailure('provider', 'unreachable', { permanent: true, code: 'incomplete' })
}
