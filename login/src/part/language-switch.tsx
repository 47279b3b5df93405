import type { Language } from '@menshen/contract/language'
import { languageNames, otherLanguage } from '@menshen/contract/pages/language'
import { useStage } from '../stage.ts'
import { Icon } from './icon.tsx'

export function LanguageSwitch({ speak }: { speak: (language: Language) => void }) {
  const other = otherLanguage(useStage().language)
  return (
    <button type="button" class="language" lang={other} onClick={() => speak(other)}>
      <Icon name="globe" />
      {languageNames[other]}
    </button>
  )
}
