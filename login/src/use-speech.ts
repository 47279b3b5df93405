import type { Language } from '@menshen/contract/language'
import { useState } from 'preact/hooks'
import { rememberLanguage } from './language.ts'

/** The words of the language in use, and the way to another. `load` rejects when they cannot be fetched. */
export function useSpeech<Speech>(first: Speech, load: (language: Language) => Promise<Speech>) {
  const [speech, setSpeech] = useState(first)

  async function speak(language: Language) {
    rememberLanguage(language)
    const next = await load(language).catch(() => null)
    // Out of reach: the page stays as it is, and the next one is in that language.
    if (next) setSpeech(next)
  }

  return { speech, speak }
}
