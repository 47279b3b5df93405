import type { Centre, Section } from '@menshen/contract/pages/centre'
import type { Person } from '@menshen/contract/pages/centre-answers'
import { useEffect, useMemo, useState } from 'preact/hooks'
import type { Stage } from '../stage.ts'
import { nameOf } from './centre.ts'
import { isUnsaved, noDraft } from './draft.ts'
import type { Room } from './room.ts'
import { stageOf } from './stage-of.ts'
import type { Words } from './text/en.ts'
import type { Speech } from './text/load.ts'

/** What a new sign-in has to bring: it was too old, or no second factor was shown in it. */
const lacking: Record<number, string> = { 6127: '', 6004: '&factors=2' }

/** As the head of the page shows somebody. */
const shownAs = (known: Person): Centre['person'] => ({
  name: nameOf(known),
  detail: known.email ?? known.phone ?? known.username ?? '',
  photo: known.photo,
})

type RoomParts = { centre: Centre; speech: Speech; section: Section }

/** What the parts of the centre look at and change, and what becomes of it. */
export function useRoomState({ centre, speech, section }: RoomParts) {
  const { words } = speech
  const [person, setPerson] = useState(centre.person)
  const [draft, setDraft] = useState(noDraft)
  const [left, setLeft] = useState<'gone' | 'deleted' | null>(null)
  const [said, setSaid] = useState<((words: Words) => string) | null>(null)
  useWarning(isUnsaved(draft))

  const tell: Room['tell'] = (say) => setSaid(() => say)
  const leave: Room['leave'] = (why) => {
    setDraft(noDraft)
    setLeft(why)
  }
  const room: Room = useMemo(
    () => ({ centre, words, section, tell, meet: (known) => setPerson(shownAs(known)), draft, setDraft, leave }),
    [centre, words, section, draft],
  )
  const stage: Stage = useMemo(() => {
    const signInAgain: Stage['signInAgain'] = (code) => {
      const more = lacking[code]
      if (more === undefined) return null
      return { address: `${centre.base}/sign-in-again?section=${section}${more}`, label: words.signInAgain }
    }
    return stageOf(centre, speech, { signInAgain, leave: () => leave('gone') })
  }, [centre, speech, section])

  return { room, stage, person, left, said }
}

/** Closing the page asks first; going to another section of it loses nothing. */
function useWarning(unsaved: boolean) {
  useEffect(() => {
    if (!unsaved) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [unsaved])
}
