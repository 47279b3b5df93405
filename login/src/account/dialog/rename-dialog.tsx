import { useAct } from '../../use-act.ts'
import type { Key } from '../part/passkeys.tsx'
import { useRoom } from '../room.ts'
import { NameDialog } from './name-dialog.tsx'

/** Another name for a passkey. */
export function RenameDialog({ passkey, close, done }: { passkey: Key; close: () => void; done: () => void }) {
  const { words } = useRoom()
  const acting = useAct(['account'])

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
