import { Submit } from '../../part/actions.tsx'
import { Alert } from '../../part/alert.tsx'
import { useAct } from '../../use-act.ts'
import type { AccountAction } from '../action.ts'
import { useRoom } from '../room.ts'
import { Dialog } from './dialog.tsx'

export type Asked = {
  title: string
  lead: string
  button: string
  action: AccountAction
  body: object
  done: (told: Record<string, unknown>) => void
}

/** Asks once more before something is taken away. */
export function Confirm({ asked, close }: { asked: Asked; close: () => void }) {
  const { words } = useRoom()
  const acting = useAct([])

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    const told = await acting.ask(asked.action, asked.body)
    if (!told) return
    close()
    asked.done(told)
  }

  return (
    <Dialog title={asked.title} lead={asked.lead} close={close}>
      <form ref={acting.form} method="post" class="perilous" onSubmit={submit}>
        <Alert {...acting} />
        <div class="pair">
          <button type="button" class="button" onClick={close}>
            {words.cancel}
          </button>
          <Submit label={asked.button} busy={acting.busy !== null} />
        </div>
      </form>
    </Dialog>
  )
}
