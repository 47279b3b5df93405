import type { Language } from '@menshen/contract/language'
import type { AgreementAsked, SignInView } from '@menshen/contract/pages/sign-in'
import { useState } from 'preact/hooks'
import { useStage } from './stage.ts'

/** When something is asked; null: never. */
export type Occasion = 'signIn' | 'signUp' | null

/** Those in the language of the page; where there are none in it, those of the language that was written first. */
function askedAt({ agreements = [] }: SignInView, language: Language, occasion: Occasion): AgreementAsked[] {
  const asked = agreements.filter((agreement) => occasion && agreement[occasion])
  const own = asked.filter((agreement) => agreement.language === language)
  return own.length > 0 ? own : asked.filter((agreement) => agreement.language === asked[0]?.language)
}

/** What has to be agreed to here, and whether it has been. Ticks are kept from screen to screen. */
export function useAgreements(occasion: Occasion) {
  const { view, language, agreed } = useStage()
  const [complained, setComplained] = useState(false)
  const asked = askedAt(view, language, occasion)
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
