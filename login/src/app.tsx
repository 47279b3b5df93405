import { useEffect, useMemo, useState } from 'preact/hooks'
import { languageNames, otherLanguage, rememberLanguage } from './language.ts'
import { Icon } from './part/icon.tsx'
import { Consent } from './screen/consent.tsx'
import { Expired } from './screen/expired.tsx'
import { SignIn } from './screen/sign-in.tsx'
import { SignUp } from './screen/sign-up.tsx'
import type { Language, Situation } from './situation.ts'
import { type Screen, StageContext } from './stage.ts'
import { en } from './text/en.ts'
import { zh } from './text/zh.ts'

/** Which screen to open with: what the server says, unless the address remembers that the person had gone on to sign-up. */
function firstScreen(situation: Situation): Screen {
  const wanted = new URLSearchParams(location.search).get('screen')
  return situation.screen === 'sign-in' && wanted === 'sign-up' && situation.signUp.enabled
    ? 'sign-up'
    : situation.screen
}

function rememberScreen(screen: Screen) {
  const address = new URL(location.href)
  if (screen === 'sign-up') address.searchParams.set('screen', screen)
  else address.searchParams.delete('screen')
  history.replaceState(null, '', address)
}

function LanguageSwitch({ language, choose }: { language: Language; choose: (language: Language) => void }) {
  const other = otherLanguage(language)
  return (
    <button type="button" class="language" lang={other} onClick={() => choose(other)}>
      <Icon name="globe" />
      {languageNames[other]}
    </button>
  )
}

export function App({ situation }: { situation: Situation }) {
  const [language, setLanguage] = useState<Language>(situation.language)
  const [screen, setScreen] = useState<Screen>(() => firstScreen(situation))
  const [account, setAccount] = useState(situation.loginHint ?? '')
  const text = language === 'zh-CN' ? zh : en

  const stage = useMemo(
    () => ({
      situation,
      language,
      text,
      show: (next: Screen) => {
        setScreen(next)
        if (next !== 'expired') rememberScreen(next)
      },
    }),
    [situation, language, text],
  )

  useEffect(() => {
    const title = {
      'sign-in': text.signInTitle,
      'sign-up': text.signUpTitle,
      consent: text.consentTitle(situation.application.name),
      expired: text.expiredTitle,
    }[screen]
    document.documentElement.lang = language
    document.title = screen === 'consent' ? title : `${title} · ${situation.application.name}`
  }, [language, screen, text, situation])

  // The attribute `autofocus` acts only while the document is parsed, and every screen comes after that.
  useEffect(() => {
    document.querySelector<HTMLElement>(`.entry-${screen} [data-first]`)?.focus()
  }, [screen])

  return (
    <StageContext.Provider value={stage}>
      <LanguageSwitch
        language={language}
        choose={(next) => {
          rememberLanguage(next)
          setLanguage(next)
        }}
      />
      <main class={`entry entry-${screen}`} key={screen}>
        {screen === 'sign-in' && <SignIn account={account} setAccount={setAccount} />}
        {screen === 'sign-up' && <SignUp account={account} setAccount={setAccount} />}
        {screen === 'consent' && <Consent />}
        {screen === 'expired' && <Expired />}
      </main>
    </StageContext.Provider>
  )
}
