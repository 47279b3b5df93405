import { useState } from 'preact/hooks'
import { Submit } from '../../part/actions.tsx'
import { Alert } from '../../part/alert.tsx'
import { NewPasswordField } from '../../part/new-password-field.tsx'
import { PasswordField } from '../../part/password-field.tsx'
import { shortfall } from '../../password.ts'
import { useStage } from '../../stage.ts'
import { type FieldErrors, useAct } from '../../use-act.ts'
import { Dialog } from '../part/dialog.tsx'
import { useRoom } from '../room.ts'
import type { SecurityTold } from '../screen/security.tsx'

type PasswordDialogProps = { told: SecurityTold; close: () => void; done: () => void }

export function PasswordDialog({ told: { person, level }, close, done }: PasswordDialogProps) {
  const { centre, words, tell } = useRoom()
  const { security } = words
  const [old, setOld] = useState('')
  const [fresh, setFresh] = useState('')
  const acting = useAct(['oldPassword', 'password'])
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

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    const wrong = faults()
    if (Object.keys(wrong).length > 0) return acting.complain(wrong)
    const sent = { password: fresh, ...(level.password && { oldPassword: old }) }
    if (!(await acting.send('change-password', sent))) return
    close()
    tell((say) => say.security.passwordChanged)
    done()
  }

  return (
    <Dialog title={title} lead={security.passwordLead} close={close}>
      <form ref={acting.form} method="post" noValidate onSubmit={submit}>
        <Alert {...acting} />
        {level.password && <Present value={old} onText={setOld} acting={acting} />}
        <NewPasswordField
          account={person.username ?? person.email ?? person.phone ?? ''}
          value={fresh}
          error={acting.fields.password}
          onText={(value) => {
            setFresh(value)
            acting.forget('password')
          }}
        />
        <Submit label={title} busy={acting.busy !== null} />
      </form>
    </Dialog>
  )
}

type PresentProps = { value: string; onText: (value: string) => void; acting: ReturnType<typeof useAct> }

function Present({ value, onText, acting }: PresentProps) {
  const { text } = useStage()
  return (
    <PasswordField
      name="oldPassword"
      autocomplete="current-password"
      label={text.presentPassword}
      value={value}
      error={acting.fields.oldPassword}
      onText={(typed) => {
        onText(typed)
        acting.forget('oldPassword')
      }}
    />
  )
}
