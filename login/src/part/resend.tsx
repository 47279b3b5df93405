import { useEffect, useState } from 'preact/hooks'
import { useStage } from '../stage.ts'

const secondsLeft = (at: number, wait: number) => Math.max(0, Math.ceil((at + wait * 1000 - Date.now()) / 1000))

type ResendProps = { at: number; again: boolean; what?: 'code' | 'link'; resend: () => void }

/** Counts down to the next code or link, for the eye; a screen reader hears only that it may be asked for, and that it was sent. */
export function Resend({ at, again, what = 'code', resend }: ResendProps) {
  const { text, view } = useStage()
  const words = text.another[what]
  const { resendSeconds } = view.code
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
        <span aria-hidden="true">{words.wait(left)}</span>
      ) : (
        <button type="button" class="link" onClick={resend}>
          {words.ask}
        </button>
      )}
      <span class="unseen" role="status">
        {left === 0 ? words.ready : again ? words.sent : ''}
      </span>
    </div>
  )
}
