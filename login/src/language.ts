import type { Language } from './situation.ts'

const oneYear = 31_536_000

/** Every page of the server reads this cookie before the browser's Accept-Language. */
export function rememberLanguage(language: Language) {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing outside secure contexts, and a first start is http.
  document.cookie = `menshen_language=${language}; path=/; max-age=${oneYear}; samesite=lax`
}

export function otherLanguage(language: Language): Language {
  return language === 'zh-CN' ? 'en-US' : 'zh-CN'
}

/** A language is named in itself, so that whoever is lost in the other one can read it. */
export const languageNames: Record<Language, string> = { 'zh-CN': '中文', 'en-US': 'English' }
