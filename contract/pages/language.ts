import type { Language } from '../language.ts'

/** A language is named in itself, so that people who are lost in the other one can read it. */
export const languageNames: Record<Language, string> = { 'zh-CN': '中文', 'en-US': 'English' }

export function otherLanguage(language: Language): Language {
  return language === 'zh-CN' ? 'en-US' : 'zh-CN'
}
