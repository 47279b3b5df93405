import type { Language } from '@menshen/contract/language'
import type { Text } from './en.ts'

/** Somebody reads one language, so the other is not sent before it is asked for. Rejects when it cannot be fetched. */
export async function loadText(language: Language): Promise<Text> {
  return language === 'zh-CN' ? (await import('./zh.ts')).zh : (await import('./en.ts')).en
}
