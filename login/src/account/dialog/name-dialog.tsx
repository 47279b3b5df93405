import { useState } from 'preact/hooks'
import { Submit } from '../../part/actions.tsx'
import { Alert } from '../../part/alert.tsx'
import { Field } from '../../part/field.tsx'
import type { Acting } from '../../use-act.ts'
import { Dialog } from '../part/dialog.tsx'
import { useRoom } from '../room.ts'

type NameDialogProps = {
  title: string
  lead?: string
  button: string
  /** What stands in the field to begin with. */
  present: string
  acting: Acting
  busy: boolean
  close: () => void
  take: (name: string) => void
}

/** What a passkey is to be called. */
export function NameDialog({ title, lead, button, present, acting, busy, close, take }: NameDialogProps) {
  const { security } = useRoom().words
  const [name, setName] = useState(present)

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (name.trim() === '') return acting.complain({ account: () => security.passkeyNameMissing })
    take(name)
  }

  return (
    <Dialog title={title} lead={lead} close={close}>
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
        <Submit label={button} busy={busy} />
      </form>
    </Dialog>
  )
}
