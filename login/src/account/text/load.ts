import type { Language } from '@menshen/contract/language'
import type { Text } from '../../text/en.ts'
import { loadText } from '../../text/load.ts'
import type { Words } from './en.ts'

/** What the parts of the sign-in page say, and what the centre itself says, in one language. */
export type Speech = { language: Language; text: Text; words: Words }

/** Rejects when it cannot be fetched. */
export async function loadSpeech(language: Language): Promise<Speech> {
  const own = language === 'zh-CN' ? import('./zh.ts').then(({ zh }) => zh) : import('./en.ts').then(({ en }) => en)
  const [text, words] = await Promise.all([loadText(language), own])
  return { language, text, words }
}
