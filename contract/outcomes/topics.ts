import { accessKey } from './access-key.ts'
import { application } from './application.ts'
import { collaborator } from './collaborator.ts'
import { contact } from './contact.ts'
import { mail } from './mail.ts'
import { order } from './order.ts'
import { passkey } from './passkey.ts'
import { password } from './password.ts'
import { platform } from './platform.ts'
import { protocolApplication } from './protocol-application.ts'
import { qrSignIn } from './qr-sign-in.ts'
import { registration } from './registration.ts'
import { secondFactor } from './second-factor.ts'
import type { OutcomeRows } from './shape.ts'
import { signIn } from './sign-in.ts'
import { socialBinding } from './social-binding.ts'
import { user } from './user.ts'
import { verification } from './verification.ts'

export type Topic = { en: string; zh: string; rows: OutcomeRows }

/** The catalogue in the order in which the reference pages show it. */
export const topics: readonly Topic[] = [
  { en: 'Every request', zh: '通用', rows: platform },
  { en: 'Signing in and sessions', zh: '登录与会话', rows: signIn },
  { en: 'Signed requests', zh: '签名请求', rows: accessKey },
  { en: 'Signing in with a QR code', zh: '扫码登录', rows: qrSignIn },
  { en: 'Passkeys', zh: '通行密钥', rows: passkey },
  { en: 'Second factors', zh: '二次验证', rows: secondFactor },
  { en: 'Registration', zh: '注册', rows: registration },
  { en: 'Verification codes and links', zh: '验证码与验证链接', rows: verification },
  { en: 'Passwords', zh: '密码', rows: password },
  { en: 'E-mail address and phone number', zh: '邮箱与手机号', rows: contact },
  { en: 'Users', zh: '用户管理', rows: user },
  { en: 'Third-party accounts', zh: '第三方账号绑定', rows: socialBinding },
  { en: 'Sending mail', zh: '邮件发送', rows: mail },
  { en: 'User pools and applications', zh: '用户池与应用', rows: application },
  { en: 'OAuth, OIDC and SAML applications', zh: 'OAuth、OIDC 与 SAML 应用', rows: protocolApplication },
  { en: 'Collaborators', zh: '协作者', rows: collaborator },
  { en: 'Orders', zh: '订单', rows: order },
]

export const outcomes = {
  ...platform,
  ...signIn,
  ...accessKey,
  ...qrSignIn,
  ...passkey,
  ...secondFactor,
  ...registration,
  ...verification,
  ...password,
  ...contact,
  ...user,
  ...socialBinding,
  ...mail,
  ...application,
  ...protocolApplication,
  ...collaborator,
  ...order,
} as const satisfies OutcomeRows

/** Every number a caller can meet. */
export type Code = keyof typeof outcomes

/**
 * Numbers that once had a meaning and lost it. A number leaves `outcomes` only to come here, and never comes back:
 * integrators keep switch statements for years, and a reused number would send them down the wrong branch.
 */
export const retired: readonly number[] = []
