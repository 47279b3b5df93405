import type { Language } from '@menshen/contract/language'
import type { Centre, Section } from '@menshen/contract/pages/centre'
import type { CentreAction, CentreActions } from '@menshen/contract/pages/centre-actions'
import type { Person, Whereabouts } from '@menshen/contract/pages/centre-answers'
import { createContext } from 'preact'
import { useCallback, useContext, useEffect, useState } from 'preact/hooks'
import { type Act, post, type Result } from '../act.ts'
import { useStage } from '../stage.ts'
import type { Draft } from './draft.ts'
import type { Words } from './text/en.ts'

/** What every part of the centre may look at. */
export type Room = {
  centre: Centre
  words: Words
  section: Section
  /** Says that something was done; read out, and shown until the next thing is. */
  tell: (say: ((words: Words) => string) | null) => void
  /** The head of the page shows who this is. */
  meet: (person: Person) => void
  draft: Draft
  setDraft: (change: (draft: Draft) => Draft) => void
  /** Nobody is signed in here any more. */
  leave: (why: 'gone' | 'deleted') => void
}

export const RoomContext = createContext<Room | null>(null)

export function useRoom(): Room {
  const room = useContext(RoomContext)
  if (!room) throw new Error('useRoom outside RoomContext')
  return room
}

export type Told<Data> = { data: Data | null; fault: string | null; again: () => void; set: (data: Data) => void }

const act: Act<CentreActions> = post

/** The sections that are asked for without a word. */
type Asking = { [Name in CentreAction]: object extends CentreActions[Name]['sent'] ? Name : never }[CentreAction]

/** What an action tells about a section, asked for when the section opens and whenever `again` is called. */
export function useTold<Name extends Asking>(action: Name): Told<CentreActions[Name]['told']> {
  const { view, language, text } = useStage()
  const { leave } = useRoom()
  const [data, set] = useState<CentreActions[Name]['told'] | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const again = useCallback(async () => {
    setFault(null)
    // Each of these takes nothing, or what may be left out.
    const result = await act(view, action, language, {} as CentreActions[Name]['sent'])
    if (result.kind === 'done') return set(result.data)
    if (isOver(result)) return leave('gone')
    setFault(
      result.kind === 'refused' ? result.message : text[result.kind === 'unreachable' ? 'unreachable' : 'garbled'],
    )
  }, [view, action, language])
  useEffect(() => {
    void again()
  }, [again])
  return { data, fault, again, set }
}

/** The session has ended, as the door says (410) or an operation that came too late. */
export function isOver(result: Result): boolean {
  return result.kind === 'expired' || (result.kind === 'refused' && result.code === 2206)
}

export function useWhen() {
  const { language } = useStage()
  return {
    moment: (text: string) => new Date(text).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' }),
    day: (text: string) => new Date(text).toLocaleDateString(language, { dateStyle: 'medium' }),
  }
}

/** A place in words of the language; the address itself when nobody knows more. */
export function placeName(place: Whereabouts | null, ip: string | null, language: Language, words: Words): string {
  if (place?.localNetwork) return words.sessions.local
  const country = place?.country ? new Intl.DisplayNames(language, { type: 'region' }).of(place.country) : null
  const known = [place?.city, place?.region, country].filter(Boolean).join(language === 'zh-CN' ? ' · ' : ', ')
  return known || ip || words.unknown
}
