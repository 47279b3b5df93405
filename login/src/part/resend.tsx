import { useEffect, useState } from 'preact/hooks'
import { useStage } from '../stage.ts'

const secondsLeft = (at: number, wait: number) => Math.max(0, Math.ceil((at + wait * 1000 - Date.now()) / 1000))

/** Counts down to the next code, for the eye; a screen reader hears only that it may be asked for, and that it was sent. */
export function Resend({ at, again, resend }: { at: number; again: boolean; resend: () => void }) {
  const { text, situation } = useStage()
  const { resendSeconds } = situation.code
  const [left, setLeft] = useState(() => secondsLeft(at, resendSeconds))
  useEffect(() => {
    const look = () => setLeft(secondsLeft(at, resendSeconds))
    look()
    const clock = setInterval(look, 500)
    return () => clearInterval(clock)
  }, [at, resendSeconds])
  return (
    <div class="resend">
      {left > 0 ? (
        <span aria-hidden="true">{text.resendIn(left)}</span>
      ) : (
        <button type="button" class="link" onClick={resend}>
          {text.resend}
        </button>
      )}
      <span class="unseen" role="status">
        {left === 0 ? text.resendReady : again ? text.resent : ''}
      </span>
    </div>
  )
}
