import { useEffect, useState } from 'preact/hooks'
import { Submit } from '../part/actions.tsx'
import { Field } from '../part/field.tsx'
import { Form } from '../part/form.tsx'
import { useStage } from '../stage.ts'
import { useAct } from '../use-act.ts'
import type { Going } from './going.ts'

/** For people who do not have the app at hand. Using the code brings the next one. */
export function Recovery({ factor, trust, saved }: Going) {
  const { text } = useStage()
  const [code, setCode] = useState('')
  const acting = useAct(['code'])
  useEffect(() => document.getElementById('code')?.focus(), [])

  async function submit() {
    if (code.trim() === '') return acting.complain({ code: (words) => words.factor.recoveryMissing })
    const told = await acting.ask('mfa-recovery', { mfaToken: factor.mfaToken, code: code.trim(), trust })
    if (told) saved(told.recoveryCode, told.next)
  }

  return (
    <Form acting={acting} submit={submit}>
      <Field
        name="code"
        label={text.factor.recovery}
        hint={text.factor.recoveryHint}
        error={acting.fields.code}
        value={code}
        onText={acting.typing('code', setCode)}
        input={{
          type: 'text',
          autocomplete: 'off',
          autocapitalize: 'none',
          spellcheck: false,
          required: true,
        }}
      />
      <Submit label={text.factor.confirm} busy={acting.busy === 'mfa-recovery'} />
    </Form>
  )
}
