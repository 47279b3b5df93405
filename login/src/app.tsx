import type { Language } from '@menshen/contract/language'
import type { SignInView } from '@menshen/contract/pages/sign-in'
import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks'
import { LanguageSwitch } from './part/language-switch.tsx'
import { screens } from './screens.tsx'
import { type Stage, StageContext } from './stage.ts'
import type { Text } from './text/en.ts'
import { loadText } from './text/load.ts'
import { titleOf } from './title.ts'
import { useScreen } from './use-screen.ts'
import { useSpeech } from './use-speech.ts'

export function App({ view, words }: { view: SignInView; words: Text }) {
  const first = { language: view.language, text: words }
  const { speech, speak } = useSpeech(first, async (language: Language) => ({
    language,
    text: await loadText(language),
  }))
  const { shown, ways } = useScreen(view)
  const { screen } = shown
  const [account, setAccount] = useState(view.loginHint ?? '')
  const [agreed, setAgreed] = useState<ReadonlySet<number>>(new Set())
  const Screen = screens[screen]

  const stage: Stage = useMemo(
    () => ({
      view,
      ...speech,
      ...shown,
      ...ways,
      agreed,
      agree: (id, ticked) =>
        setAgreed((ids) => new Set(ticked ? [...ids, id] : [...ids].filter((other) => other !== id))),
    }),
    [view, speech, shown, agreed],
  )

  // Together with the words of the screen: a screen reader begins with the title.
  useLayoutEffect(() => {
    document.documentElement.lang = speech.language
    document.title = titleOf(screen, speech.text, view.application.name)
  }, [screen, speech, view])

  // The attribute `autofocus` acts only while the document is parsed, and every screen comes after that.
  useEffect(() => {
    document.querySelector<HTMLElement>(`.entry-${screen} [data-first]`)?.focus()
  }, [screen])

  return (
    <StageContext.Provider value={stage}>
      <LanguageSwitch speak={speak} />
      <main class={`entry entry-${screen}`} key={screen}>
        <Screen account={account} setAccount={setAccount} />
      </main>
    </StageContext.Provider>
  )
}
