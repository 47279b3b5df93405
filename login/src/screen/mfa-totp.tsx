import { useState } from 'preact/hooks'
import { Leaving, Submit } from '../part/actions.tsx'
import { Alert } from '../part/alert.tsx'
import { CodeField } from '../part/code-field.tsx'
import { useStage } from '../stage.ts'
import { useAct } from '../use-act.ts'
import type { Going } from './mfa.tsx'

/** Of every authenticator app. */
export const appDigits = 6

/** The code that the authenticator app shows. */
export function AppCode({ trust }: Going) {
  const { text, factor, situation } = useStage()
  const [code, setCode] = useState('')
  const acting = useAct(['code'])

  const finish = (digits: string) => acting.send('mfa-totp', { mfaToken: factor?.mfaToken, code: digits, trust })

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (code.length < appDigits) return acting.complain({ code: (words) => words.codeShort(appDigits) })
    finish(code)
  }

  return (
    <form ref={acting.form} method="post" noValidate onSubmit={submit} aria-busy={acting.busy ? 'true' : undefined}>
      <Alert {...acting} />
      <CodeField
        digits={appDigits}
        label={text.factor.appCode}
        hint={text.factor.appHint}
        value={code}
        error={acting.fields.code}
        onText={(typed) => {
          setCode(typed)
          acting.forget('code')
          // Nothing is left to decide once the last digit stands, but whether this device is to be trusted.
          if (typed.length === appDigits && typed !== code && !situation.secondFactor?.trustable) finish(typed)
        }}
      />
      <Submit label={text.factor.confirm} busy={acting.busy === 'mfa-totp'} />
      <Leaving location={acting.location} />
    </form>
  )
}
