import type { Language } from '@menshen/contract/errors'
import { type MailTemplate, type TemplateType, templateTypes } from '../mail-template.ts'
import { enLetters } from './en-us.ts'
import { letterHtml } from './letter-html.ts'
import { letterText } from './letter-text.ts'
import { zhLetters } from './zh-cn.ts'

/** The languages that the platform writes in. */
export const languages: readonly Language[] = ['zh-CN', 'en-US']

function write(type: TemplateType, language: Language): MailTemplate {
  const letter = (language === 'zh-CN' ? zhLetters : enLetters)[type]
  return {
    type,
    language,
    name: letter.name,
    subject: letter.subject,
    sender: '{{client_name}}',
    html: letterHtml(letter, language),
    text: letterText(letter, language),
    redirectTo: null,
    hasUrl: letter.button !== undefined,
    expiresIn: null,
    enabled: true,
    isSystem: true,
  }
}

const written = new Map(
  languages.flatMap((language) => templateTypes.map((type) => [`${language} ${type}`, write(type, language)] as const)),
)

/** The platform's own mail of a type. */
export function systemTemplate(type: TemplateType, language: Language): MailTemplate {
  return written.get(`${language} ${type}`) as MailTemplate
}
