import { type Language, refuse } from '@menshen/contract/errors'
import type { Reader } from '#platform/database/database.ts'
import { systemTemplate } from './catalogue/system-template.ts'
import type { MailTemplate, TemplateType } from './mail-template.ts'
import { readTemplatesOf, type StoredTemplate } from './template-store.ts'

/** What concerns one language, the more particular first. */
function about(stored: readonly StoredTemplate[], type: TemplateType, language: Language): StoredTemplate[] {
  const ofType = stored.filter((row) => row.type === type)
  return [...ofType.filter((row) => row.language === language), ...ofType.filter((row) => row.language === null)]
}

/**
 * The template by which a mail is written: the pool's own, that of the language before that of all; a disabled one gives way
 * to the platform's. Null when the pool has switched the platform's off.
 */
function inForce(stored: readonly StoredTemplate[], type: TemplateType, language: Language): MailTemplate | null {
  const rows = about(stored, type, language)
  const custom = rows.find((row) => row.content?.enabled)?.content
  if (custom) return custom
  return rows.some((row) => row.content === null) ? null : systemTemplate(type, language)
}

/** The template that an administrator sees and edits: the pool's own even when it is disabled, else the platform's. */
export function shown(stored: readonly StoredTemplate[], type: TemplateType, language: Language): MailTemplate {
  const rows = about(stored, type, language)
  const custom = rows.find((row) => row.content !== null)?.content
  return custom ?? { ...systemTemplate(type, language), enabled: rows.length === 0 }
}

/** The template in force. Without one 2022 for the mail that verifies an address, 2021 for any other. */
export async function requireTemplate(
  reader: Reader,
  userPoolId: string,
  type: TemplateType,
  language: Language,
): Promise<MailTemplate> {
  const template = inForce(await readTemplatesOf(reader, userPoolId, type), type, language)
  return template ?? refuse(type === 'VERIFY_EMAIL' ? 2022 : 2021)
}
