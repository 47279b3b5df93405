import type { Language } from '@menshen/contract/language'
import type { Centre } from '@menshen/contract/pages/centre'
import type { CentreActions } from '@menshen/contract/pages/centre-actions'
import { Emblem } from '../../part/emblem.tsx'
import { LanguageSwitch } from '../../part/language-switch.tsx'
import { useStage } from '../../stage.ts'
import { useAct } from '../../use-act.ts'
import { useRoom } from '../room.ts'

type HeadProps = {
  person: Centre['person']
  speak: (language: Language) => void
  /** Nobody is here who could sign out. */
  left: boolean
}

/** Whose account this is, and the ways out. */
export function Head({ person, speak, left }: HeadProps) {
  const { centre, words } = useRoom()
  const { text } = useStage()
  const acting = useAct<CentreActions>([])
  return (
    <header class="centre-bar">
      <a class="skip" href="#content">
        {words.skip}
      </a>
      <div class="centre-who">
        <Emblem name={left ? centre.application.name : person.name} picture={left ? null : person.photo} round />
        <div>
          <strong>{left ? words.title : person.name}</strong>
          {!left && person.detail !== person.name && <small>{person.detail}</small>}
        </div>
      </div>
      <div class="centre-ways">
        <LanguageSwitch speak={speak} />
        {!left && (
          <button
            type="button"
            class="button button-small"
            aria-disabled={acting.busy ? 'true' : undefined}
            onClick={() => acting.send('sign-out', {})}
          >
            {words.signOut}
          </button>
        )}
      </div>
      <div role="alert" class="centre-fault">
        {acting.alert && <p class="alert">{acting.alert(text)}</p>}
      </div>
    </header>
  )
}
