import type { SignInView } from '@menshen/contract/pages/sign-in'
import { useEffect, useState } from 'preact/hooks'
import type { Screen, Stage } from './stage.ts'
import { beginning, further } from './ways.ts'

/** Which screen to open with: what the server says, unless a link led here or the address remembers where the person was. */
function firstScreen(view: SignInView): Screen {
  const query = new URLSearchParams(location.search)
  if (view.screen === 'sign-in' && query.has('link')) return 'follow-link'
  const wanted = query.get('screen') as Screen
  return view.screen === 'sign-in' && further[wanted]?.(view) ? wanted : beginning(view, view.screen)
}

/** In the address, for a reload and for the browser's Back. */
function rememberScreen(screen: Screen) {
  const address = new URL(location.href)
  const followed = address.searchParams.has('link')
  if (further[screen]) address.searchParams.set('screen', screen)
  else address.searchParams.delete('screen')
  // People who go elsewhere are done with the link.
  address.searchParams.delete('link')
  if (followed || address.href === location.href) history.replaceState(null, '', address)
  else history.pushState(null, '', address)
}

type Shown = Pick<Stage, 'notice' | 'fresh' | 'factor' | 'renewal'> & { screen: Screen }

/** The screen that is shown, what it goes by, and the ways from it to the others. */
export function useScreen(view: SignInView) {
  const [shown, setShown] = useState<Shown>(() => ({
    screen: firstScreen(view),
    notice: null,
    fresh: null,
    factor: null,
    renewal: null,
  }))
  const go = (change: Partial<Shown>) => setShown((now) => ({ ...now, notice: null, ...change }))

  useEffect(() => {
    const goBack = () => go({ screen: firstScreen(view), fresh: null })
    addEventListener('popstate', goBack)
    return () => removeEventListener('popstate', goBack)
  }, [view])

  const ways: Pick<Stage, 'show' | 'askFactor' | 'renew' | 'signInWith'> = {
    show(asked, notice) {
      const screen = beginning(view, asked)
      go({ screen, notice: notice ?? null, fresh: null })
      if (screen !== 'expired') rememberScreen(screen)
    },
    askFactor: (factor) => go({ screen: 'second-factor', factor }),
    renew: (renewal) => go({ screen: 'renewal', renewal }),
    signInWith: (fresh) => go({ screen: 'sign-in', renewal: null, fresh, notice: (words) => words.passwordSet }),
  }
  return { shown, ways }
}
