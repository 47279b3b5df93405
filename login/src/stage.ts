import type { Language } from '@menshen/contract/language'
import type { SignInView } from '@menshen/contract/pages/sign-in'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Renewal } from './act.ts'
import type { AskedFactor } from './asked-factor.ts'
import type { Text } from './text/en.ts'

export type Screen =
  | SignInView['screen']
  | 'sign-in-code'
  | 'sign-in-qr'
  | 'sign-in-link'
  | 'sign-in-sub'
  | 'follow-link'
  | 'sign-up-code'
  | 'reset'
  | 'renewal'
  | 'expired'

/** A renewal of the password that has been asked for, and the password that was typed: in memory only, never kept. */
export type PendingRenewal = Renewal & { present: string }

/** What every part of the page may look at: the view, the words of the language in use, and the way to another screen. */
export type Stage = {
  view: SignInView
  language: Language
  text: Text
  /** A sentence about what has just been done, above the form of the screen that it led to. */
  notice: ((text: Text) => string) | null
  show: (screen: Screen, notice?: (text: Text) => string) => void
  /** A second factor that has been asked for. */
  factor: AskedFactor | null
  askFactor: (asked: AskedFactor) => void
  renewal: PendingRenewal | null
  renew: (renewal: PendingRenewal) => void
  /** What has been agreed to so far, by its id. */
  agreed: ReadonlySet<number>
  agree: (id: number, ticked: boolean) => void
  /** A password that was just set and is to be signed in with at once. */
  fresh: string | null
  /** Where to sign in again, for what was refused with this number; left out where nobody is signed in yet. */
  signInAgain?: (code: number) => { address: string; label: string } | null
  signInWith: (password: string) => void
}

export const StageContext = createContext<Stage | null>(null)

export function useStage(): Stage {
  const stage = useContext(StageContext)
  if (!stage) throw new Error('useStage outside StageContext')
  return stage
}
