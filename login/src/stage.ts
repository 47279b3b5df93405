import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Language, Situation } from './situation.ts'
import type { Text } from './text/en.ts'

export type Screen = Situation['screen'] | 'expired'

/** What every part of the page may look at: the situation, the words of the language in use, and the way to another screen. */
export type Stage = {
  situation: Situation
  language: Language
  text: Text
  show: (screen: Screen) => void
}

export const StageContext = createContext<Stage | null>(null)

export function useStage(): Stage {
  const stage = useContext(StageContext)
  if (!stage) throw new Error('useStage outside StageContext')
  return stage
}
