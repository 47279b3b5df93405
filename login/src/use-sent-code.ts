import { useState } from 'preact/hooks'
import { type CodePurpose, keepSentCode, type SentCode, sentCode } from './sent-code.ts'
import { useStage } from './stage.ts'

/** The code that was sent for this purpose, through a reload of the page; null as long as none was. */
export function useSentCode(purpose: CodePurpose) {
  const { uid } = useStage().view
  const [sent, setSent] = useState(() => sentCode(uid, purpose))
  return [
    sent,
    (code: SentCode | null) => {
      keepSentCode(code)
      setSent(code)
    },
  ] as const
}
