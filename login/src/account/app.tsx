import type { Centre, Section } from '@menshen/contract/pages/centre'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { StageContext } from '../stage.ts'
import { useSpeech } from '../use-speech.ts'
import { Head } from './part/head.tsx'
import { Left } from './part/left.tsx'
import { Navigation } from './part/navigation.tsx'
import { Said } from './part/said.tsx'
import { type Room, RoomContext, useRoom } from './room.ts'
import { Consents } from './screen/consents.tsx'
import { Data } from './screen/data.tsx'
import { Linked } from './screen/linked.tsx'
import { Profile } from './screen/profile.tsx'
import { Security } from './screen/security.tsx'
import { Sessions } from './screen/sessions.tsx'
import { loadSpeech, type Speech } from './text/load.ts'
import { useRoomState } from './use-room-state.ts'
import { useSection } from './use-section.ts'

const screens = {
  profile: Profile,
  security: Security,
  sessions: Sessions,
  linked: Linked,
  consents: Consents,
  data: Data,
}

function titleOf({ words, section, centre }: Room, left: 'gone' | 'deleted' | null): string {
  const here = left === null ? words.section(section) : left === 'gone' ? words.goneTitle : words.data.deletedTitle
  return `${here} · ${words.title} · ${centre.application.name}`
}

export function App({ centre, first }: { centre: Centre; first: Speech }) {
  const { speech, speak } = useSpeech(first, loadSpeech)
  const { section, go } = useSection(centre)
  const { room, stage, person, left, said } = useRoomState({ centre, speech, section })

  useLayoutEffect(() => {
    document.documentElement.lang = speech.language
    document.title = titleOf(room, left)
  }, [speech, section, left])

  return (
    <StageContext.Provider value={stage}>
      <RoomContext.Provider value={room}>
        <Head person={person} speak={speak} left={left !== null} />
        {left ? <Left why={left} /> : <Body go={go} />}
        <Said said={left ? null : said} dismiss={() => room.tell(null)} />
      </RoomContext.Provider>
    </StageContext.Provider>
  )
}

function Body({ go }: { go: (section: Section) => void }) {
  const { words, section, tell } = useRoom()
  const title = useRef<HTMLHeadingElement>(null)
  const opened = useRef(false)
  const Screen = screens[section]

  // People who went to another section by a link hear and see where they are; the first page they open begins at its top.
  useEffect(() => {
    if (opened.current) title.current?.focus()
    opened.current = true
  }, [section])

  const goOn = (next: Section) => {
    tell(null)
    go(next)
  }

  return (
    <div class="centre-body">
      <Navigation section={section} go={goOn} />
      <main id="content" class="centre-main" tabIndex={-1}>
        <header class="centre-title">
          <h1 id="section-title" ref={title} tabIndex={-1}>
            {words.section(section)}
          </h1>
          <p>{words.lead(section)}</p>
        </header>
        <Screen key={section} />
      </main>
    </div>
  )
}
