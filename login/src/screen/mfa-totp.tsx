import { useState } from 'preact/hooks'
import { appDigits } from '../digits.ts'
import { Leaving, Submit } from '../part/actions.tsx'
import { AppCodeField } from '../part/app-code-field.tsx'
import { tooShort } from '../part/code-field.tsx'
import { Form } from '../part/form.tsx'
import { useStage } from '../stage.ts'
import { useAct } from '../use-act.ts'
import type { Going } from './going.ts'

/** The code that the authenticator app shows. */
export function AppCode({ factor, trust }: Going) {
  const { text, view } = useStage()
  const [code, setCode] = useState('')
  const acting = useAct(['code'])
  const { mfaToken } = factor
  const finish = (digits: string) => acting.send('mfa-totp', { mfaToken, code: digits, trust })
  return (
    <Form acting={acting} submit={() => tooShort(acting, code, appDigits) || finish(code)}>
      <AppCodeField
        acting={acting}
        value={code}
        setValue={setCode}
        // Whether this device is to be trusted is still to be decided.
        full={view.secondFactor?.trustable ? undefined : finish}
      />
      <Submit label={text.factor.confirm} busy={acting.busy === 'mfa-totp'} />
      <Leaving location={acting.location} />
    </Form>
  )
}
