import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { rememberLanguage } from '../language.ts'
import type { Language } from '../situation.ts'
import { StageContext } from '../stage.ts'
import { addressOf, type Centre, nameOf, type Section, sectionAt } from './centre.ts'
import { isUnsaved, noDraft } from './draft.ts'
import { Head } from './part/head.tsx'
import { Left } from './part/left.tsx'
import { Navigation } from './part/navigation.tsx'
import { Said } from './part/said.tsx'
import { type Room, RoomContext } from './room.ts'
import { Consents } from './screen/consents.tsx'
import { Data } from './screen/data.tsx'
import { Linked } from './screen/linked.tsx'
import { Profile } from './screen/profile.tsx'
import { Security } from './screen/security.tsx'
import { Sessions } from './screen/sessions.tsx'
import { stageOf } from './stage-of.ts'
import type { Words } from './text/en.ts'
import { loadSpeech, type Speech } from './text/load.ts'

const screens = {
  profile: Profile,
  security: Security,
  sessions: Sessions,
  linked: Linked,
  consents: Consents,
  data: Data,
}

/** What a new sign-in has to bring: it was too old, or no second factor was shown in it. */
const lacking: Record<number, string> = { 6127: '', 6004: '&factors=2' }

export function App({ centre, first }: { centre: Centre; first: Speech }) {
  const [{ language, text, words }, setSpeech] = useState(first)
  const [section, setSection] = useState<Section>(centre.section)
  const [person, setPerson] = useState(centre.person)
  const [draft, setDraft] = useState(noDraft)
  const [left, setLeft] = useState<'gone' | 'deleted' | null>(null)
  const [said, setSaid] = useState<((words: Words) => string) | null>(null)
  const title = useRef<HTMLHeadingElement>(null)
  const opened = useRef(false)
  const Screen = screens[section]

  const stage = useMemo(
    () =>
      stageOf(centre, language, text, {
        signInAgain: (code) => {
          const more = lacking[code]
          if (more === undefined) return null
          return { address: `${centre.base}/sign-in-again?section=${section}${more}`, label: words.signInAgain }
        },
        leave: () => leave('gone'),
      }),
    [centre, language, text, words, section],
  )
  const room: Room = useMemo(
    () => ({
      centre,
      words,
      section,
      tell: (say) => setSaid(() => say),
      meet: (known) =>
        setPerson({
          name: nameOf(known),
          detail: known.email ?? known.phone ?? known.username ?? '',
          photo: known.photo,
        }),
      draft,
      setDraft,
      leave,
    }),
    [centre, words, section, draft],
  )

  useLayoutEffect(() => {
    document.documentElement.lang = language
    const here = left === null ? words.section(section) : left === 'gone' ? words.goneTitle : words.data.deletedTitle
    document.title = `${here} · ${words.title} · ${centre.application.name}`
  }, [language, section, left])

  // Whoever went to another section by a link hears and sees where they are; the first page they open begins at its top.
  useEffect(() => {
    if (opened.current) title.current?.focus()
    opened.current = true
  }, [section])

  useEffect(() => {
    const follow = () => setSection(sectionAt(centre, location.pathname))
    addEventListener('popstate', follow)
    return () => removeEventListener('popstate', follow)
  }, [centre])

  // Whoever closes the page is asked; whoever looks into another section of it loses nothing.
  useEffect(() => {
    if (!isUnsaved(draft)) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [draft])

  function leave(why: 'gone' | 'deleted') {
    setDraft(noDraft)
    setLeft(why)
  }

  function go(next: Section) {
    history.pushState(null, '', addressOf(centre, next))
    setSaid(null)
    setSection(next)
    scrollTo(0, 0)
  }

  async function speak(next: Language) {
    rememberLanguage(next)
    const speech = await loadSpeech(next).catch(() => null)
    // Out of reach: the page stays as it is, and the next one is in that language.
    if (speech) setSpeech(speech)
  }

  return (
    <StageContext.Provider value={stage}>
      <RoomContext.Provider value={room}>
        <Head person={person} language={language} speak={speak} left={left !== null} />
        {left ? (
          <Left why={left} />
        ) : (
          <div class="centre-body">
            <Navigation section={section} go={go} />
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
        )}
        <Said said={left ? null : said} dismiss={() => setSaid(null)} />
      </RoomContext.Provider>
    </StageContext.Provider>
  )
}
