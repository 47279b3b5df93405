import type { SignInActions } from '@menshen/contract/pages/sign-in-actions'
import { useEffect, useState } from 'preact/hooks'
import { appDigits } from '../digits.ts'
import { Submit } from '../part/actions.tsx'
import { AppCodeField } from '../part/app-code-field.tsx'
import { tooShort } from '../part/code-field.tsx'
import { Form } from '../part/form.tsx'
import { SecretToScan } from '../part/secret-to-scan.tsx'
import { useStage } from '../stage.ts'
import { useAct } from '../use-act.ts'
import type { Going } from './going.ts'

type Shown = SignInActions['mfa-enrol']['told']

/** Setting an authenticator app up: the picture or the key, its first code, and then the recovery code. */
export function EnrolApp({ factor, trust, saved }: Going) {
  const { text, view } = useStage()
  const [shown, setShown] = useState<Shown | null>(null)
  const [code, setCode] = useState('')
  const acting = useAct(['code'])
  const { mfaToken } = factor

  useEffect(() => {
    acting.ask('mfa-enrol', { mfaToken }).then((told) => told && setShown(told))
  }, [])

  async function finish(digits: string) {
    if (!shown) return
    const told = await acting.ask('mfa-confirm', { mfaToken, code: digits, trust })
    if (told) saved(shown.recoveryCode, told.next)
  }

  return (
    <Form acting={acting} submit={() => tooShort(acting, code, appDigits) || finish(code)} busy={!shown}>
      {shown && <SecretToScan secret={shown.secret} picture={shown.picture} uri={shown.uri} />}
      <AppCodeField
        acting={acting}
        value={code}
        setValue={setCode}
        full={view.secondFactor?.trustable ? undefined : finish}
      />
      <Submit label={text.factor.confirm} busy={acting.busy === 'mfa-confirm' || !shown} />
    </Form>
  )
}
