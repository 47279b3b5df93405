import type { CentreActions } from '@menshen/contract/pages/centre-actions'
import type { Person } from '@menshen/contract/pages/centre-answers'
import type { RefObject } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { Alert } from '../../part/alert.tsx'
import { Emblem } from '../../part/emblem.tsx'
import { useStage } from '../../stage.ts'
import { useAct } from '../../use-act.ts'
import { nameOf } from '../centre.ts'
import { isOver, useRoom } from '../room.ts'
import { sendPhoto, squareOf } from '../send-photo.ts'
import { Card } from './card.tsx'

type PhotoProps = { person: Person; known: (person: Person) => void }

export function Photo({ person, known }: PhotoProps) {
  const { words } = useRoom()
  const { text } = useStage()
  const choose = useRef<HTMLInputElement>(null)
  const { acting, fault, busy, take, remove } = usePhoto(known, choose)
  return (
    <Card title={words.photo.title} lead={words.photo.lead}>
      <Alert fields={{}} alert={fault ? () => fault : acting.alert} />
      <div class="photo">
        <Emblem key={person.photo} name={nameOf(person)} picture={person.photo} round />
        <div class="photo-acts">
          <label class="button" aria-disabled={busy ? 'true' : undefined}>
            {busy ? text.busy : words.photo.choose}
            <input
              ref={choose}
              class="unseen"
              type="file"
              accept="image/png,image/jpeg,image/gif,image/webp"
              onChange={({ currentTarget }) => void take(currentTarget.files?.[0])}
            />
          </label>
          {person.photo && (
            <button type="button" class="button" onClick={() => void remove()}>
              {words.photo.remove}
            </button>
          )}
        </div>
      </div>
    </Card>
  )
}

function usePhoto(known: PhotoProps['known'], choose: RefObject<HTMLInputElement | null>) {
  const { centre, words, tell, leave } = useRoom()
  const { language, text } = useStage()
  const acting = useAct<CentreActions>([])
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  async function take(file: File | undefined) {
    if (!file || busy) return
    tell(null)
    setFault(null)
    setBusy(true)
    const square = await squareOf(file)
    const result = square ? await sendPhoto(centre, language, square) : null
    setBusy(false)
    // The same file may be chosen again.
    if (choose.current) choose.current.value = ''
    if (!result) return setFault(words.photo.unreadable)
    if (isOver(result)) return leave('gone')
    if (result.kind !== 'done') return setFault(result.kind === 'refused' ? result.message : text.unreachable)
    known(result.data.person)
    tell((say) => say.photo.changed)
  }

  async function remove() {
    setFault(null)
    const told = await acting.ask('remove-photo', {})
    if (!told) return
    known(told.person)
    tell((say) => say.photo.removed)
    choose.current?.focus()
  }

  return { acting, fault, busy, take, remove }
}
