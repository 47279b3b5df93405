import { useState } from 'preact/hooks'
import { Submit } from '../../part/actions.tsx'
import { Alert } from '../../part/alert.tsx'
import { CodeField } from '../../part/code-field.tsx'
import { PasswordField } from '../../part/password-field.tsx'
import { useStage } from '../../stage.ts'
import { type Acting, useAct } from '../../use-act.ts'
import { Dialog } from '../part/dialog.tsx'
import { useRoom } from '../room.ts'
import type { SecurityTold } from '../screen/security.tsx'

/** The end of an account: said in words, ticked, and proven by what the person has. */
export function DeleteDialog({ told: { person, level, codes }, close }: { told: SecurityTold; close: () => void }) {
  const { words, leave } = useRoom()
  const say = words.data
  const acting = useAct(['password', 'code'])
  const [understood, setUnderstood] = useState(false)
  const [missing, setMissing] = useState(false)
  const [proof, setProof] = useState('')
  const address = person.email ?? person.phone
  const mailable = address !== null && codes.includes(person.email ? 'email' : 'phone')
  const way = level.password ? 'password' : mailable ? 'code' : 'fresh'

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    setMissing(!understood)
    if (!understood) return document.getElementById('understood')?.focus()
    if (way === 'password' && proof === '') return acting.complain({ password: (text) => text.shortfall('empty', 0) })
    const body = way === 'fresh' ? {} : { [way]: proof }
    if (await acting.send('delete-account', body)) leave('deleted')
  }

  const typed = (value: string) => {
    setProof(value)
    acting.forget(way === 'code' ? 'code' : 'password')
  }

  return (
    <Dialog title={say.deleteTitle} lead={say.deleteLead} close={close}>
      <form ref={acting.form} method="post" class="perilous" noValidate onSubmit={submit}>
        <Alert {...acting} />
        <label class="tick">
          <input
            id="understood"
            type="checkbox"
            checked={understood}
            aria-invalid={missing ? 'true' : undefined}
            aria-describedby={missing ? 'understood-error' : undefined}
            onChange={({ currentTarget }) => {
              setUnderstood(currentTarget.checked)
              setMissing(false)
            }}
          />
          <span>{say.understand}</span>
        </label>
        {missing && (
          <p class="field-error" id="understood-error">
            {say.notUnderstood}
          </p>
        )}
        {way === 'password' && (
          <PasswordField
            autocomplete="current-password"
            value={proof}
            onText={typed}
            error={acting.fields.password}
            hint={acting.fields.password ? undefined : say.byPassword}
          />
        )}
        {way === 'code' && <ByCode address={address ?? ''} acting={acting} value={proof} onText={typed} />}
        {way === 'fresh' && <Fresh />}
        <div class="pair">
          <button type="button" class="button" onClick={close}>
            {words.cancel}
          </button>
          <Submit label={say.deleteButton} busy={acting.busy === 'delete-account'} />
        </div>
      </form>
    </Dialog>
  )
}

type ByCodeProps = { address: string; acting: Acting; value: string; onText: (value: string) => void }

function ByCode({ address, acting, value, onText }: ByCodeProps) {
  const { text } = useStage()
  const { data } = useRoom().words
  const [sent, setSent] = useState(false)
  if (sent) return <CodeField value={value} error={acting.fields.code} onText={onText} />
  return (
    <p class="again">
      {data.byCode(address)}{' '}
      <button
        type="button"
        class="link"
        onClick={async () => (await acting.send('send-delete-code', {})) && setSent(true)}
      >
        {text.sendCode}
      </button>
    </p>
  )
}

function Fresh() {
  const { centre, words } = useRoom()
  return (
    <p class="again">
      {words.data.byFresh} <a href={`${centre.base}/sign-in-again?section=data`}>{words.signInAgain}</a>
    </p>
  )
}
