import type { CentreActions } from '@menshen/contract/pages/centre-actions'
import type { SecurityAnswer } from '@menshen/contract/pages/centre-answers'
import { useState } from 'preact/hooks'
import { Submit } from '../../part/actions.tsx'
import { Form } from '../../part/form.tsx'
import { NewPasswordField } from '../../part/new-password-field.tsx'
import { PresentPasswordField } from '../../part/password-field.tsx'
import { shortfall } from '../../password.ts'
import type { FieldErrors } from '../../progress.ts'
import { useAct } from '../../use-act.ts'
import { Dialog } from '../part/dialog.tsx'
import { useRoom } from '../room.ts'

type PasswordDialogProps = { told: SecurityAnswer; close: () => void; done: () => void }

export function PasswordDialog({ told: { person, level }, close, done }: PasswordDialogProps) {
  const { centre, words, tell } = useRoom()
  const { security } = words
  const [old, setOld] = useState('')
  const [fresh, setFresh] = useState('')
  const acting = useAct<CentreActions>(['oldPassword', 'password'])
  const title = level.password ? security.changePassword : security.setPassword

  function faults(): FieldErrors {
    const lack = shortfall(fresh, centre.password)
    const { minLength } = centre.password
    return {
      ...(level.password && old === '' && { oldPassword: () => security.presentMissing }),
      ...(lack ? { password: (text) => text.shortfall(lack, minLength) } : {}),
      ...(!lack && level.password && old === fresh ? { password: (text) => text.passwordSame } : {}),
    }
  }

  async function submit() {
    if (acting.complain(faults())) return
    const sent = { password: fresh, ...(level.password && { oldPassword: old }) }
    if (!(await acting.send('change-password', sent))) return
    close()
    tell((say) => say.security.passwordChanged)
    done()
  }

  return (
    <Dialog title={title} lead={security.passwordLead} close={close}>
      <Form acting={acting} submit={submit}>
        {level.password && <PresentPasswordField acting={acting} value={old} setValue={setOld} />}
        <NewPasswordField
          account={person.username ?? person.email ?? person.phone ?? ''}
          value={fresh}
          acting={acting}
          setValue={setFresh}
        />
        <Submit label={title} busy={acting.busy !== null} />
      </Form>
    </Dialog>
  )
}
