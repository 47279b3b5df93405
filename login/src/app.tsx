import { useEffect, useMemo, useState } from 'preact/hooks'
import { languageNames, otherLanguage, rememberLanguage } from './language.ts'
import { Icon } from './part/icon.tsx'
import { ByCode } from './screen/by-code.tsx'
import { Consent } from './screen/consent.tsx'
import { Expired } from './screen/expired.tsx'
import { Reset } from './screen/reset.tsx'
import { SignIn } from './screen/sign-in.tsx'
import { SignUp } from './screen/sign-up.tsx'
import type { Language, Situation } from './situation.ts'
import { type Screen, type Stage, StageContext } from './stage.ts'
import { en, type Text } from './text/en.ts'
import { zh } from './text/zh.ts'

/** Screens that the person goes on to by themselves, and whether this application has them. */
const further: Partial<Record<Screen, (situation: Situation) => boolean>> = {
  'sign-in-code': ({ signIn }) => signIn.codes.length > 0,
  'sign-up': ({ signUp }) => signUp.enabled,
  'sign-up-code': ({ signUp }) => signUp.codes.length > 0,
  reset: ({ reset }) => reset.codes.length > 0,
}

/** Which screen to open with: what the server says, unless the address remembers where the person had gone on to. */
function firstScreen(situation: Situation): Screen {
  const wanted = new URLSearchParams(location.search).get('screen') as Screen
  return situation.screen === 'sign-in' && further[wanted]?.(situation) ? wanted : situation.screen
}

function rememberScreen(screen: Screen) {
  const address = new URL(location.href)
  if (further[screen]) address.searchParams.set('screen', screen)
  else address.searchParams.delete('screen')
  history.replaceState(null, '', address)
}

function titleOf(screen: Screen, text: Text, application: string): string {
  if (screen === 'consent') return text.consentTitle(application)
  const title = {
    'sign-in': text.signInTitle,
    'sign-in-code': text.signInCodeTitle,
    'sign-up': text.signUpTitle,
    'sign-up-code': text.signUpTitle,
    reset: text.resetTitle,
    expired: text.expiredTitle,
  }[screen]
  return `${title} · ${application}`
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
  const [notice, setNotice] = useState<Stage['notice']>(null)
  const text = language === 'zh-CN' ? zh : en

  const stage = useMemo(
    () => ({
      situation,
      language,
      text,
      notice,
      show: (next: Screen, said: Stage['notice'] = null) => {
        setScreen(next)
        setNotice(() => said)
        if (next !== 'expired') rememberScreen(next)
      },
    }),
    [situation, language, text, notice],
  )

  useEffect(() => {
    document.documentElement.lang = language
    document.title = titleOf(screen, text, situation.application.name)
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
        {screen === 'sign-in-code' && <ByCode purpose="login" account={account} setAccount={setAccount} />}
        {screen === 'sign-up-code' && <ByCode purpose="register" account={account} setAccount={setAccount} />}
        {screen === 'reset' && <Reset account={account} setAccount={setAccount} />}
        {screen === 'consent' && <Consent />}
        {screen === 'expired' && <Expired />}
      </main>
    </StageContext.Provider>
  )
}
