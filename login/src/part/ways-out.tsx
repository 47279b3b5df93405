import { useStage } from '../stage.ts'
import type { Acting } from '../use-act.ts'
import { Cancel } from './actions.tsx'

type WaysOutProps = {
  acting: Acting
  /** The other of signing in and signing up; left out where it is not offered. */
  to?: 'sign-in' | 'sign-up' | 'sign-up-code' | false
}

/** Below a way in: what else the person may have come for, and leaving. */
export function WaysOut({ acting, to }: WaysOutProps) {
  const { text, show } = useStage()
  const back = to === 'sign-in'
  return (
    <nav class="ways">
      {to && (
        <p>
          {back ? text.haveAccount : text.noAccountYet}{' '}
          <button type="button" class="link" onClick={() => show(to)}>
            {back ? text.toSignIn : text.toSignUp}
          </button>
        </p>
      )}
      <Cancel acting={acting} />
    </nav>
  )
}
