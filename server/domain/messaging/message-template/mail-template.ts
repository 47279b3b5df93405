import { type Language, refuse } from '@menshen/contract/errors'

/** Every mail that the platform can send by itself, under the names of the V2 API where it has one. */
export const templateTypes = [
  'RESET_PASSWORD',
  'PASSWORD_RESETED_NOTIFICATION',
  'CHANGE_PASSWORD',
  'WELCOME',
  'VERIFY_EMAIL',
  'CHANGE_EMAIL',
  'VERIFY_CODE',
  'MFA_VERIFY',
  'MFA_CHANGED',
  'NEW_DEVICE',
  'INVITATION',
  'FIRST_LOGIN',
  'MAGIC_LINK',
  'PASSWORD_CHANGED',
  'EMAIL_CHANGED',
  'PHONE_CHANGED',
  'FIRST_PROOF',
  'ADDRESS_REMOVED',
  'REGISTRATION_TRIED',
  'ACCOUNTS_LINKED',
  'LINKING_UNDONE',
] as const

export type TemplateType = (typeof templateTypes)[number]

/** What a mail says. All four are Liquid; `text` null is made from the HTML. */
export interface TemplateContent {
  subject: string
  /** The sender's name; the address is the mail provider's. */
  sender: string
  html: string
  text: string | null
}

/** The mail of one type, as it is shown and sent. */
export interface MailTemplate extends TemplateContent {
  type: TemplateType
  /** Null for a custom template that serves every language. */
  language: Language | null
  /** What administrators call it. */
  name: string
  /** Where the link in the mail leads in the end, null for our own page. */
  redirectTo: string | null
  hasUrl: boolean
  /** Lifetime of the code or link in the mail, in seconds; null for the pool's. */
  expiresIn: number | null
  enabled: boolean
  /** True for the platform's own text, false for one that the pool wrote. */
  isSystem: boolean
}

/** Other names under which clients ask for a mail: the scenes of V2's `sendEmail` and the template types of V3. */
const otherNames: Readonly<Record<string, TemplateType>> = {
  RESET_PASSWORD_VERIFY_CODE: 'RESET_PASSWORD',
  FIRST_EMAIL_LOGIN_VERIFY: 'VERIFY_EMAIL',
  CONSOLE_CONDUCTED_VERIFY: 'VERIFY_EMAIL',
  EMAIL_BIND_VERIFY_CODE: 'CHANGE_EMAIL',
  EMAIL_UNBIND_VERIFY_CODE: 'CHANGE_EMAIL',
  MFA_VERIFY_CODE: 'MFA_VERIFY',
  REGISTER_VERIFY_CODE: 'VERIFY_CODE',
  LOGIN_VERIFY_CODE: 'VERIFY_CODE',
  INFORMATION_COMPLETION_VERIFY_CODE: 'VERIFY_CODE',
  SELF_UNLOCKING_VERIFY_CODE: 'VERIFY_CODE',
  WELCOME_EMAIL: 'WELCOME',
  FIRST_CREATED_USER: 'FIRST_LOGIN',
  USER_PASSWORD_RESET_NOTIFICATION: 'PASSWORD_RESETED_NOTIFICATION',
  ADMIN_RESET_USER_PASSWORD_NOTIFICATION: 'PASSWORD_RESETED_NOTIFICATION',
}

/** The type of a mail by any of its names. 2021 for a name that nobody knows. */
export function templateTypeOf(name: string): TemplateType {
  if (Object.hasOwn(otherNames, name)) return otherNames[name] as TemplateType
  return templateTypes.find((type) => type === name) ?? refuse(2021)
}
