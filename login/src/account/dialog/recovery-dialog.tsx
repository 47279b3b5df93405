import type { CentreActions } from '@menshen/contract/pages/centre-actions'
import { useState } from 'preact/hooks'
import { Alert } from '../../part/alert.tsx'
import { RecoveryCode } from '../../part/recovery-code.tsx'
import { useStage } from '../../stage.ts'
import { useAct } from '../../use-act.ts'
import { Dialog } from '../part/dialog.tsx'
import { useRoom } from '../room.ts'

/** The recovery code, this once: closing the dialog without a word asks whether the code is kept. */
export function RecoveryDialog({ code, done }: { code: string; done: () => void }) {
  const { text } = useStage()
  const { words } = useRoom()
  const [leaving, setLeaving] = useState(false)
  return (
    <Dialog
      key={String(leaving)}
      title={leaving ? words.security.unsavedTitle : text.factor.saveTitle}
      lead={leaving ? words.security.unsavedLead : text.factor.saveLead}
      // A second Escape goes back to the code, never past it.
      close={() => setLeaving(!leaving)}
    >
      {leaving ? (
        <div class="pair">
          <button type="button" class="button" onClick={done}>
            {words.security.unsavedClose}
          </button>
          <button type="button" class="button button-main" onClick={() => setLeaving(false)}>
            {words.security.unsavedBack}
          </button>
        </div>
      ) : (
        <RecoveryCode first code={code} kept={done} />
      )}
    </Dialog>
  )
}

/** Another recovery code in the place of the one that is lost. */
export function NewRecoveryCode({ close }: { close: () => void }) {
  const { text } = useStage()
  const { words, tell } = useRoom()
  const acting = useAct<CentreActions>([])
  const [code, setCode] = useState<string | null>(null)

  async function make() {
    const told = await acting.ask('app-recovery', {})
    if (told) setCode(told.recoveryCode)
  }

  function done() {
    close()
    tell((say) => say.security.recoveryDone)
  }

  if (code) return <RecoveryDialog key="code" code={code} done={done} />
  return (
    <Dialog key="ask" title={words.security.recoveryTitle} lead={words.security.recoveryLead} close={close}>
      <Alert {...acting} />
      <div class="pair">
        <button type="button" class="button" onClick={close}>
          {words.cancel}
        </button>
        <button type="button" class="button button-main" onClick={() => void make()}>
          {acting.busy ? text.busy : words.security.recoveryMake}
        </button>
      </div>
    </Dialog>
  )
}
