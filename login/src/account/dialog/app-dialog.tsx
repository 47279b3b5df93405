import type { CentreActions } from '@menshen/contract/pages/centre-actions'
import { useEffect, useState } from 'preact/hooks'
import { appDigits } from '../../digits.ts'
import { Submit } from '../../part/actions.tsx'
import { AppCodeField } from '../../part/app-code-field.tsx'
import { tooShort } from '../../part/code-field.tsx'
import { Form } from '../../part/form.tsx'
import { SecretToScan } from '../../part/secret-to-scan.tsx'
import { useStage } from '../../stage.ts'
import { useAct } from '../../use-act.ts'
import { Dialog } from '../part/dialog.tsx'
import { useRoom } from '../room.ts'
import { RecoveryDialog } from './recovery-dialog.tsx'

type Shown = CentreActions['app-begin']['told']

/** Setting an authenticator app up: the picture or the key, its first code, and then the recovery code. */
export function AppDialog({ close, done }: { close: () => void; done: () => void }) {
  const { text } = useStage()
  const { words, tell } = useRoom()
  const [shown, setShown] = useState<Shown | null>(null)
  const [confirmed, setConfirmed] = useState(false)
  const [code, setCode] = useState('')
  const acting = useAct<CentreActions>(['code'])

  useEffect(() => {
    acting.ask('app-begin', {}).then((told) => told && setShown(told))
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

  if (shown && confirmed) return <RecoveryDialog code={shown.recoveryCode} done={finish} />
  return (
    <Dialog key="enrol" title={words.security.appTitle} close={finish}>
      <Form acting={acting} submit={() => tooShort(acting, code, appDigits) || confirm(code)} busy={!shown}>
        {shown && <SecretToScan secret={shown.secret} picture={shown.picture} />}
        <AppCodeField acting={acting} value={code} setValue={setCode} full={confirm} />
        <Submit label={text.factor.confirm} busy={acting.busy === 'app-confirm' || !shown} />
      </Form>
    </Dialog>
  )
}
