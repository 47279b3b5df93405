import { deliver } from '#domain/proof/verification-code/deliver.ts'
import { sendCode } from '#domain/proof/verification-code/send-code.ts'
import { sendVerificationLink } from '#domain/proof/verification-code/send-link.ts'
import { refuseChoice } from '#domain/shape/choice.ts'
import type { Domain } from '#domain/shape/domain.ts'
import type { Hints } from '#domain/shape/hints.ts'
import { emailScene, emailSceneNames, smsPurpose, smsSceneNames } from './scenes.ts'

/** What both doors say when a message went out, as recorded of the official service. */
export const sentMessage = { 'zh-CN': '发送成功', 'en-US': 'Sent' } as const

/** Sends the mail of a scene: a link or a code. */
export async function sendSceneEmail(domain: Domain, hints: Hints, email: string, name?: string): Promise<void> {
  const scene = emailScene(name) ?? refuseChoice('scene', emailSceneNames)
  if (scene === 'link') return deliver(domain, sendVerificationLink, hints, { email })
  return deliver(domain, sendCode, hints, { ...scene, email })
}

export function sendScenePhone(
  domain: Domain,
  hints: Hints,
  { phone, countryCode, scene }: { phone: string; countryCode?: string | undefined; scene?: string | undefined },
): Promise<void> {
  const purpose = smsPurpose(scene) ?? refuseChoice('scene', smsSceneNames)
  return deliver(domain, sendCode, hints, { phone, countryCode, purpose, template: 'VERIFY_CODE' })
}
