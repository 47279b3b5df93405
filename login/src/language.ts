import type { Language } from '@menshen/contract/language'

const oneYear = 31_536_000

/** Every page of the server reads this cookie before the browser's Accept-Language. */
export function rememberLanguage(language: Language) {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing outside secure contexts, and a first start is http.
  document.cookie = `menshen_language=${language}; path=/; max-age=${oneYear}; samesite=lax`
}
