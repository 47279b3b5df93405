import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks'
import type { AskedFactor } from './asked-factor.ts'
import { languageNames, otherLanguage, rememberLanguage } from './language.ts'
import { Icon } from './part/icon.tsx'
import { ByCode } from './screen/by-code.tsx'
import { Consent } from './screen/consent.tsx'
import { Expired } from './screen/expired.tsx'
import { FollowLink } from './screen/follow-link.tsx'
import { SecondFactor } from './screen/mfa.tsx'
import { QrSignIn } from './screen/qr-sign-in.tsx'
import { Renewal } from './screen/renewal.tsx'
import { Reset } from './screen/reset.tsx'
import { ResetLink } from './screen/reset-link.tsx'
import { SignIn, SignInBySubAccount } from './screen/sign-in.tsx'
import { SignInLink } from './screen/sign-in-link.tsx'
import { SignUp } from './screen/sign-up.tsx'
import type { Language, Situation } from './situation.ts'
import { type PendingRenewal, type Screen, type Stage, StageContext } from './stage.ts'
import type { Text } from './text/en.ts'
import { loadText } from './text/load.ts'
import { beginning, further } from './ways.ts'

/** Which screen to open with: what the server says, unless a link led here or the address remembers where the person was. */
function firstScreen(situation: Situation): Screen {
  const query = new URLSearchParams(location.search)
  if (situation.screen === 'sign-in' && query.has('link')) return 'follow-link'
  const wanted = query.get('screen') as Screen
  return situation.screen === 'sign-in' && further[wanted]?.(situation)
    ? wanted
    : beginning(situation, situation.screen)
}

/** In the address, for a reload and for the browser's Back. */
function rememberScreen(screen: Screen) {
  const address = new URL(location.href)
  const followed = address.searchParams.has('link')
  if (further[screen]) address.searchParams.set('screen', screen)
  else address.searchParams.delete('screen')
  // Whoever goes elsewhere has done with the link.
  address.searchParams.delete('link')
  if (followed || address.href === location.href) history.replaceState(null, '', address)
  else history.pushState(null, '', address)
}

function titleOf(screen: Screen, text: Text, application: string): string {
  if (screen === 'consent') return text.consentTitle(application)
  const title = {
    'sign-in': text.signInTitle,
    'sign-in-code': text.signInCodeTitle,
    'sign-in-qr': text.qr.title,
    'sign-in-link': text.signInLinkTitle,
    'sign-in-sub': text.signInSubTitle,
    'follow-link': text.signInTitle,
    'sign-up': text.signUpTitle,
    'sign-up-code': text.signUpTitle,
    reset: text.resetTitle,
    'reset-link': text.setPasswordTitle,
    renewal: text.setPasswordTitle,
    'second-factor': text.factor.title,
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

export function App({ situation, words }: { situation: Situation; words: Text }) {
  const [{ language, text }, setSpeech] = useState({ language: situation.language, text: words })
  const [screen, setScreen] = useState<Screen>(() => firstScreen(situation))
  const [account, setAccount] = useState(situation.loginHint ?? '')
  const [notice, setNotice] = useState<Stage['notice']>(null)
  const [renewal, setRenewal] = useState<PendingRenewal | null>(null)
  const [factor, setFactor] = useState<AskedFactor | null>(null)
  const [fresh, setFresh] = useState<string | null>(null)
  const [agreed, setAgreed] = useState<ReadonlySet<number>>(new Set())

  const stage = useMemo(
    () => ({
      situation,
      language,
      text,
      notice,
      show: (asked: Screen, said: Stage['notice'] = null) => {
        const next = beginning(situation, asked)
        setScreen(next)
        setNotice(() => said)
        setFresh(null)
        if (next !== 'expired') rememberScreen(next)
      },
      factor,
      askFactor: (asked: AskedFactor) => {
        setFactor(asked)
        setScreen('second-factor')
        setNotice(null)
      },
      renewal,
      renew: (asked: PendingRenewal) => {
        setRenewal(asked)
        setScreen('renewal')
        setNotice(null)
      },
      agreed,
      agree: (id: number, ticked: boolean) =>
        setAgreed((ids) => new Set(ticked ? [...ids, id] : [...ids].filter((other) => other !== id))),
      fresh,
      signInWith: (password: string) => {
        setRenewal(null)
        setFresh(password)
        setScreen('sign-in')
        setNotice(() => (words: Text) => words.passwordSet)
      },
    }),
    [situation, language, text, notice, factor, renewal, agreed, fresh],
  )

  // Together with the words of the screen: whoever reads it out begins with the title.
  useLayoutEffect(() => {
    document.documentElement.lang = language
    document.title = titleOf(screen, text, situation.application.name)
  }, [language, screen, text, situation])

  useEffect(() => {
    const goBack = () => {
      setScreen(firstScreen(situation))
      setNotice(null)
      setFresh(null)
    }
    addEventListener('popstate', goBack)
    return () => removeEventListener('popstate', goBack)
  }, [situation])

  // The attribute `autofocus` acts only while the document is parsed, and every screen comes after that.
  useEffect(() => {
    document.querySelector<HTMLElement>(`.entry-${screen} [data-first]`)?.focus()
  }, [screen])

  async function speak(next: Language) {
    rememberLanguage(next)
    const text = await loadText(next).catch(() => null)
    // Out of reach: the page stays as it is, and the next one is in that language.
    if (text) setSpeech({ language: next, text })
  }

  return (
    <StageContext.Provider value={stage}>
      <LanguageSwitch language={language} choose={speak} />
      <main class={`entry entry-${screen}`} key={screen}>
        {screen === 'sign-in' && <SignIn account={account} setAccount={setAccount} />}
        {screen === 'sign-up' && <SignUp account={account} setAccount={setAccount} />}
        {screen === 'sign-in-qr' && <QrSignIn />}
        {screen === 'sign-in-code' && <ByCode purpose="login" account={account} setAccount={setAccount} />}
        {screen === 'sign-up-code' && <ByCode purpose="register" account={account} setAccount={setAccount} />}
        {screen === 'reset' && <Reset account={account} setAccount={setAccount} />}
        {screen === 'sign-in-link' && <SignInLink account={account} setAccount={setAccount} />}
        {screen === 'sign-in-sub' && <SignInBySubAccount />}
        {screen === 'follow-link' && <FollowLink />}
        {screen === 'second-factor' && <SecondFactor />}
        {screen === 'renewal' && <Renewal account={account} />}
        {screen === 'reset-link' && <ResetLink />}
        {screen === 'consent' && <Consent />}
        {screen === 'expired' && <Expired />}
      </main>
    </StageContext.Provider>
  )
}
