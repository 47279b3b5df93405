import { useEffect, useState } from 'preact/hooks'
import { Submit } from '../part/actions.tsx'
import { Alert } from '../part/alert.tsx'
import { CodeField } from '../part/code-field.tsx'
import { useStage } from '../stage.ts'
import { useAct } from '../use-act.ts'
import type { Going } from './mfa.tsx'
import { appDigits } from './mfa-totp.tsx'

type Shown = { secret: string; uri: string; picture: string; recoveryCode: string }

/** Setting an authenticator app up: the picture or the key, its first code, and then the recovery code. */
export function EnrolApp({ trust, saved }: Going) {
  const { text, factor, situation } = useStage()
  const [shown, setShown] = useState<Shown | null>(null)
  const [code, setCode] = useState('')
  const acting = useAct(['code'])
  const mfaToken = factor?.mfaToken

  useEffect(() => {
    acting.ask('mfa-enrol', { mfaToken }).then((told) => told && setShown(told as Shown))
  }, [])

  async function finish(digits: string) {
    if (!shown) return
    const told = await acting.ask('mfa-confirm', { mfaToken, code: digits, trust })
    if (told) saved(shown.recoveryCode, String(told.next))
  }

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (code.length < appDigits) return acting.complain({ code: (words) => words.codeShort(appDigits) })
    finish(code)
  }

  return (
    <form ref={acting.form} method="post" noValidate onSubmit={submit} aria-busy={shown ? undefined : 'true'}>
      <Alert {...acting} />
      {shown && (
        <div class="enrol">
          <p>{text.factor.scan}</p>
          <img src={shown.picture} alt={text.factor.picture} width="180" height="180" />
          {/* On a phone the app is at hand, and the picture is not to be scanned. */}
          {shown.uri.startsWith('otpauth://') && <a href={shown.uri}>{text.factor.openApp}</a>}
          <p id="key-label">{text.factor.key}</p>
          <output class="key" aria-labelledby="key-label">
            {shown.secret.match(/.{1,4}/g)?.join(' ')}
          </output>
          <p>{text.factor.thenCode}</p>
        </div>
      )}
      <CodeField
        digits={appDigits}
        label={text.factor.appCode}
        hint={text.factor.appHint}
        value={code}
        error={acting.fields.code}
        onText={(typed) => {
          setCode(typed)
          acting.forget('code')
          if (typed.length === appDigits && typed !== code && !situation.secondFactor?.trustable) finish(typed)
        }}
      />
      <Submit label={text.factor.confirm} busy={acting.busy === 'mfa-confirm' || !shown} />
    </form>
  )
}
