import { useState } from 'preact/hooks'
import { Submit } from '../../part/actions.tsx'
import { Alert } from '../../part/alert.tsx'
import { Field } from '../../part/field.tsx'
import { useAct } from '../../use-act.ts'
import { Dialog } from '../part/dialog.tsx'
import type { Key } from '../part/passkeys.tsx'
import { useRoom } from '../room.ts'

/** Another name for a passkey. */
export function NameDialog({ passkey, close, done }: { passkey: Key; close: () => void; done: () => void }) {
  const { words } = useRoom()
  const { security } = words
  const [name, setName] = useState(passkey.name)
  const acting = useAct(['account'])

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    if (name.trim() === '') return acting.complain({ account: () => security.passkeyNameMissing })
    if (!(await acting.send('passkey-rename', { id: passkey.id, name }))) return
    close()
    done()
  }

  return (
    <Dialog title={security.renameOf(passkey.name)} close={close}>
      <form ref={acting.form} method="post" noValidate onSubmit={submit}>
        <Alert {...acting} />
        <Field
          name="passkeyName"
          label={security.passkeyName}
          error={acting.fields.account}
          value={name}
          onText={(typed) => {
            setName(typed)
            acting.forget('account')
          }}
          input={{ type: 'text', autocomplete: 'off', maxLength: 64, required: true }}
        />
        <Submit label={words.save} busy={acting.busy !== null} />
      </form>
    </Dialog>
  )
}
