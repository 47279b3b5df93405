import type { TemplateType } from '#domain/messaging/message-template/mail-template.ts'
import type { SentPurpose } from '#domain/proof/verification-code/purpose.ts'

/** What a client's name of an occasion means: a code for something, by the mail that says so, or a link. */
export type Scene = { purpose: SentPurpose; template: TemplateType } | 'link'

/** The scenes of `sendEmail`. */
const emailScenes: Record<string, Scene> = {
  RESET_PASSWORD: { purpose: 'reset-password', template: 'RESET_PASSWORD' },
  RESET_PASSWORD_VERIFY_CODE: { purpose: 'reset-password', template: 'RESET_PASSWORD' },
  CHANGE_PASSWORD: { purpose: 'reset-password', template: 'CHANGE_PASSWORD' },
  VERIFY_EMAIL: 'link',
  FIRST_EMAIL_LOGIN_VERIFY: 'link',
  CONSOLE_CONDUCTED_VERIFY: 'link',
  CHANGE_EMAIL: { purpose: 'bind', template: 'CHANGE_EMAIL' },
  EMAIL_BIND_VERIFY_CODE: { purpose: 'bind', template: 'CHANGE_EMAIL' },
  EMAIL_UNBIND_VERIFY_CODE: { purpose: 'unbind', template: 'CHANGE_EMAIL' },
  MFA_VERIFY: { purpose: 'mfa', template: 'MFA_VERIFY' },
  MFA_VERIFY_CODE: { purpose: 'mfa', template: 'MFA_VERIFY' },
  DELETE_ACCOUNT_VERIFY_CODE: { purpose: 'delete-account', template: 'VERIFY_CODE' },
  VERIFY_CODE: { purpose: 'any', template: 'VERIFY_CODE' },
  REGISTER_VERIFY_CODE: { purpose: 'register', template: 'VERIFY_CODE' },
  LOGIN_VERIFY_CODE: { purpose: 'login', template: 'VERIFY_CODE' },
  INFORMATION_COMPLETION_VERIFY_CODE: { purpose: 'complete', template: 'VERIFY_CODE' },
}

/**
 * The scenes of `sms/send`, under the names of the clients and under the values that the official SDK sends. The mobile
 * clients send some of the mails' names as well.
 */
const smsPurposes: Record<string, SentPurpose> = {
  SCENE_TYPE_LOGIN: 'login',
  SCENE_TYPE_REGISTER: 'register',
  SCENE_TYPE_RESET: 'reset-password',
  SCENE_TYPE_BIND: 'bind',
  SCENE_TYPE_UNBIND: 'unbind',
  SCENE_TYPE_MFA_BIND: 'mfa',
  SCENE_TYPE_MFA_VERIFY: 'mfa',
  SCENE_TYPE_MFA_UNBIND: 'mfa',
  SCENE_TYPE_COMPLETE_PHONE: 'complete',
  SCENE_TYPE_DELETE_ACCOUNT: 'delete-account',
  login: 'login',
  register: 'register',
  reset: 'reset-password',
  bind: 'bind',
  unbind: 'unbind',
  'mfa-bind': 'mfa',
  'mfa-verify': 'mfa',
  'mfa-unbind': 'mfa',
  'complete-phone': 'complete',
}

export const emailSceneNames = Object.keys(emailScenes)
export const smsSceneNames = Object.keys(smsPurposes)

/** Null for a name that nobody knows. Clients that name none get a code for most things. */
export function emailScene(name: string | null | undefined): Scene | null {
  return pick(emailScenes, name || 'VERIFY_CODE')
}

export function smsPurpose(name: string | null | undefined): SentPurpose | null {
  return name ? pick(smsPurposes, name) : 'any'
}

function pick<Value>(table: Record<string, Value>, name: string): Value | null {
  return Object.hasOwn(table, name) ? (table[name] as Value) : null
}
