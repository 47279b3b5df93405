import { useState } from 'preact/hooks'
import type { Agreement, Language, Situation } from './situation.ts'
import { useStage } from './stage.ts'

/** When something is asked; null: never. */
export type Occasion = 'signIn' | 'signUp' | null

/** Those in the language of the page; where there are none in it, those of the language that was written first. */
function askedAt({ agreements = [] }: Situation, language: Language, occasion: Occasion): Agreement[] {
  const asked = agreements.filter((agreement) => occasion && agreement[occasion])
  const own = asked.filter((agreement) => agreement.language === language)
  return own.length > 0 ? own : asked.filter((agreement) => agreement.language === asked[0]?.language)
}

/** What has to be agreed to here, and whether it has been. Ticks are kept from screen to screen. */
export function useAgreements(occasion: Occasion) {
  const { situation, language, agreed } = useStage()
  const [complained, setComplained] = useState(false)
  const asked = askedAt(situation, language, occasion)
  const missing = asked.filter(({ id, required }) => required && !agreed.has(id))

  /** False when something is missing; the first of it takes the focus. */
  function settled(): boolean {
    setComplained(missing.length > 0)
    if (missing[0]) document.getElementById(`agreement-${missing[0].id}`)?.focus()
    return missing.length === 0
  }

  return { asked, missing, complained, settled }
}

export type Agreeing = ReturnType<typeof useAgreements>
