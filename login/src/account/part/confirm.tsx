import type { CentreAction, CentreActions } from '@menshen/contract/pages/centre-actions'
import { useState } from 'preact/hooks'
import { Submit } from '../../part/actions.tsx'
import { Form } from '../../part/form.tsx'
import { type Acting, useAct } from '../../use-act.ts'
import { useRoom } from '../room.ts'
import { Dialog } from './dialog.tsx'

type Said = { title: string; lead: string; button: string }

/** Asks once more before something is taken away; `done` is called when it is. */
export type Ask = <Name extends CentreAction>(
  asked: Said & {
    action: Name
    body: CentreActions[Name]['sent']
    done: (told: CentreActions[Name]['told']) => void
  },
) => void

/** `take` takes it away; null when that failed, else what is to be called once the dialog is closed. */
type Pending = Said & { take: (acting: Acting<CentreActions>) => Promise<(() => void) | null> }

/** `ask` opens the dialog, `dialog` is it as long as it is open. */
export function useConfirm() {
  const { tell } = useRoom()
  const [pending, setPending] = useState<Pending | null>(null)
  const ask: Ask = ({ action, body, done, ...said }) => {
    tell(null)
    setPending({
      ...said,
      async take(acting) {
        const told = await acting.ask(action, body)
        return told && (() => done(told))
      },
    })
  }
  return { ask, dialog: pending && <Confirm pending={pending} close={() => setPending(null)} /> }
}

function Confirm({ pending, close }: { pending: Pending; close: () => void }) {
  const { words } = useRoom()
  const acting = useAct<CentreActions>([])

  async function submit() {
    const taken = await pending.take(acting)
    if (!taken) return
    close()
    taken()
  }

  return (
    <Dialog title={pending.title} lead={pending.lead} close={close}>
      <Form acting={acting} submit={submit} perilous>
        <div class="pair">
          <button type="button" class="button" onClick={close}>
            {words.cancel}
          </button>
          <Submit label={pending.button} busy={acting.busy !== null} />
        </div>
      </Form>
    </Dialog>
  )
}
