import type { CentreActions } from '@menshen/contract/pages/centre-actions'
import { useState } from 'preact/hooks'
import { Submit } from '../../part/actions.tsx'
import { Field } from '../../part/field.tsx'
import { Form } from '../../part/form.tsx'
import type { Acting } from '../../use-act.ts'
import { Dialog } from '../part/dialog.tsx'
import { useRoom } from '../room.ts'

type NameDialogProps = {
  title: string
  lead?: string
  button: string
  /** What stands in the field to begin with. */
  present: string
  acting: Acting<CentreActions>
  busy: boolean
  close: () => void
  take: (name: string) => void
}

/** What a passkey is to be called. */
export function NameDialog({ title, lead, button, present, acting, busy, close, take }: NameDialogProps) {
  const { security } = useRoom().words
  const [name, setName] = useState(present)

  function submit() {
    if (name.trim() === '') return acting.complain({ account: () => security.passkeyNameMissing })
    take(name)
  }

  return (
    <Dialog title={title} lead={lead} close={close}>
      <Form acting={acting} submit={submit}>
        <Field
          name="passkeyName"
          label={security.passkeyName}
          error={acting.fields.account}
          value={name}
          onText={acting.typing('account', setName)}
          input={{ type: 'text', autocomplete: 'off', maxLength: 64, required: true }}
        />
        <Submit label={button} busy={busy} />
      </Form>
    </Dialog>
  )
}
