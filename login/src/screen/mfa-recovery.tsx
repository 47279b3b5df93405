import { useEffect, useState } from 'preact/hooks'
import { Submit } from '../part/actions.tsx'
import { Alert } from '../part/alert.tsx'
import { Field } from '../part/field.tsx'
import { useStage } from '../stage.ts'
import { useAct } from '../use-act.ts'
import type { Going } from './mfa.tsx'

/** For whoever does not have the app at hand. Using the code brings the next one. */
export function Recovery({ trust, saved }: Going) {
  const { text, factor } = useStage()
  const [code, setCode] = useState('')
  const acting = useAct(['code'])
  useEffect(() => document.getElementById('code')?.focus(), [])

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    if (code.trim() === '') return acting.complain({ code: (words) => words.factor.recoveryMissing })
    const told = await acting.ask('mfa-recovery', { mfaToken: factor?.mfaToken, code: code.trim(), trust })
    if (told) saved(String(told.recoveryCode), String(told.next))
  }

  return (
    <form ref={acting.form} method="post" noValidate onSubmit={submit} aria-busy={acting.busy ? 'true' : undefined}>
      <Alert {...acting} />
      <Field
        name="code"
        label={text.factor.recovery}
        hint={text.factor.recoveryHint}
        error={acting.fields.code}
        value={code}
        onText={(typed) => {
          setCode(typed)
          acting.forget('code')
        }}
        input={{
          type: 'text',
          autocomplete: 'off',
          autocapitalize: 'none',
          spellcheck: false,
          required: true,
        }}
      />
      <Submit label={text.factor.confirm} busy={acting.busy === 'mfa-recovery'} />
    </form>
  )
}
