import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Language, Situation } from './situation.ts'
import type { Text } from './text/en.ts'

export type Screen = Situation['screen'] | 'sign-in-code' | 'sign-up-code' | 'reset' | 'expired'

/** What every part of the page may look at: the situation, the words of the language in use, and the way to another screen. */
export type Stage = {
  situation: Situation
  language: Language
  text: Text
  /** A sentence about what has just been done, above the form of the screen that it led to. */
  notice: ((text: Text) => string) | null
  show: (screen: Screen, notice?: (text: Text) => string) => void
}

export const StageContext = createContext<Stage | null>(null)

export function useStage(): Stage {
  const stage = useContext(StageContext)
  if (!stage) throw new Error('useStage outside StageContext')
  return stage
}
