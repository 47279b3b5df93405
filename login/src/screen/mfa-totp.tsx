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
  const { text, factor } = useStage()
  const [code, setCode] = useState('')
  const acting = useAct(['code'])

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (code.length < appDigits) return acting.complain({ code: (words) => words.codeShort(appDigits) })
    acting.send('mfa-totp', { mfaToken: factor?.mfaToken, code, trust })
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
        }}
      />
      <Submit label={text.factor.confirm} busy={acting.busy === 'mfa-totp'} />
      <Leaving location={acting.location} />
    </form>
  )
}
