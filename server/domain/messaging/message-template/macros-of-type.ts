import type { Language } from '@menshen/contract/errors'
import { type MacroName, macroNames, sampleMacros } from './macros.ts'
import type { MailTemplate, TemplateType } from './mail-template.ts'
import { renderTemplate, requireWellFormed } from './render.ts'

/** What every mail can say. */
export const always: readonly MacroName[] = [
  'client_name',
  'client_description',
  'user_email',
  'user_name',
  'expires_in',
  'time',
]

/**
 * What the mail of a type can say besides. The sender gives all of it, a template that asks for more is not stored, and a
 * preview shows no more; the guide on mails lists it.
 */
export const more: Readonly<Record<TemplateType, readonly MacroName[]>> = {
  RESET_PASSWORD: ['verify_code', 'verify_link'],
  PASSWORD_RESETED_NOTIFICATION: [],
  CHANGE_PASSWORD: ['verify_code', 'verify_link'],
  WELCOME: [],
  VERIFY_EMAIL: ['verify_link'],
  CHANGE_EMAIL: ['verify_code', 'verify_purpose'],
  VERIFY_CODE: ['verify_code', 'verify_purpose'],
  MFA_VERIFY: ['verify_code'],
  MFA_CHANGED: [],
  NEW_DEVICE: ['device', 'ip'],
  INVITATION: ['verify_code', 'verify_link', 'inviter_name'],
  FIRST_LOGIN: ['verify_link'],
  MAGIC_LINK: ['verify_link'],
  PASSWORD_CHANGED: [],
  EMAIL_CHANGED: [],
  PHONE_CHANGED: [],
  FIRST_PROOF: [],
  ADDRESS_REMOVED: [],
  REGISTRATION_TRIED: [],
  ACCOUNTS_LINKED: ['verify_link'],
  LINKING_UNDONE: [],
}

/** Sent by administrators only, who give what it says: it may have macros of their own. */
const openTypes: readonly TemplateType[] = ['INVITATION']

/** A value for everything that a mail of the type can say. */
export function samplesOf(type: TemplateType, language: Language): Partial<Record<MacroName, string>> {
  const samples = sampleMacros(language)
  const known = macroNames.filter((name) => always.includes(name) || more[type].includes(name))
  return Object.fromEntries(known.map((name) => [name, samples[name]]))
}

/** Refuses a template that could not be sent (3012, with the reason): malformed, or it asks for what its type does not have. */
export function requireSendable(template: MailTemplate): void {
  requireWellFormed(template)
  if (openTypes.includes(template.type)) return
  const samples = samplesOf(template.type, template.language ?? 'en-US')
  // Both ways that a mail turns out: some things are not known of everybody.
  for (const unknown of [{}, { client_description: '', expires_in: '' }])
    renderTemplate(template, { ...samples, ...unknown }, true)
}
