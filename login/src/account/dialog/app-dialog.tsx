import { useEffect, useState } from 'preact/hooks'
import { Submit } from '../../part/actions.tsx'
import { Alert } from '../../part/alert.tsx'
import { CodeField } from '../../part/code-field.tsx'
import { appDigits } from '../../screen/mfa-totp.tsx'
import { useStage } from '../../stage.ts'
import { useAct } from '../../use-act.ts'
import { Dialog } from '../part/dialog.tsx'
import { useRoom } from '../room.ts'
import { RecoveryDialog } from './recovery-dialog.tsx'

type Shown = { secret: string; picture: string; recoveryCode: string }

/** Setting an authenticator app up: the picture or the key, its first code, and then the recovery code. */
export function AppDialog({ close, done }: { close: () => void; done: () => void }) {
  const { text } = useStage()
  const { words, tell } = useRoom()
  const [shown, setShown] = useState<Shown | null>(null)
  const [confirmed, setConfirmed] = useState(false)
  const [code, setCode] = useState('')
  const acting = useAct(['code'])

  useEffect(() => {
    acting.ask('app-begin', {}).then((told) => told && setShown(told as Shown))
  }, [])

  function finish() {
    close()
    if (!confirmed) return
    tell((say) => say.security.appDone)
    done()
  }

  async function confirm(digits: string) {
    if (shown && (await acting.send('app-confirm', { code: digits }))) setConfirmed(true)
  }

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (code.length < appDigits) return acting.complain({ code: (say) => say.codeShort(appDigits) })
    confirm(code)
  }

  if (shown && confirmed) return <RecoveryDialog code={shown.recoveryCode} done={finish} />
  return (
    <Dialog key="enrol" title={words.security.appTitle} close={finish}>
      <form ref={acting.form} method="post" noValidate onSubmit={submit} aria-busy={shown ? undefined : 'true'}>
        <Alert {...acting} />
        {shown && <Secret {...shown} />}
        <CodeField
          digits={appDigits}
          label={text.factor.appCode}
          hint={text.factor.appHint}
          value={code}
          error={acting.fields.code}
          onText={(typed) => {
            setCode(typed)
            acting.forget('code')
            // Nothing is left to decide once the last digit stands.
            if (typed.length === appDigits && typed !== code) confirm(typed)
          }}
        />
        <Submit label={text.factor.confirm} busy={acting.busy === 'app-confirm' || !shown} />
      </form>
    </Dialog>
  )
}

function Secret({ secret, picture }: Shown) {
  const { factor } = useStage().text
  return (
    <div class="enrol">
      <p>{factor.scan}</p>
      <img src={picture} alt={factor.picture} width="180" height="180" />
      <p id="key-label">{factor.key}</p>
      <output class="key" aria-labelledby="key-label">
        {secret.match(/.{1,4}/g)?.join(' ')}
      </output>
      <p>{factor.thenCode}</p>
    </div>
  )
}
