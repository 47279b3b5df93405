import type { CentreActions } from '@menshen/contract/pages/centre-actions'
import type { KeptPasskey } from '@menshen/contract/pages/centre-answers'
import { useAct } from '../../use-act.ts'
import { useRoom } from '../room.ts'
import { NameDialog } from './name-dialog.tsx'

/** Another name for a passkey. */
export function RenameDialog({ passkey, close, done }: { passkey: KeptPasskey; close: () => void; done: () => void }) {
  const { words } = useRoom()
  const acting = useAct<CentreActions>(['account'])

  async function take(name: string) {
    if (!(await acting.send('passkey-rename', { id: passkey.id, name }))) return
    close()
    done()
  }

  return (
    <NameDialog
      title={words.security.renameOf(passkey.name)}
      button={words.save}
      present={passkey.name}
      acting={acting}
      busy={acting.busy !== null}
      close={close}
      take={take}
    />
  )
}
