import type { CentreActions } from '@menshen/contract/pages/centre-actions'
import type { SecurityAnswer } from '@menshen/contract/pages/centre-answers'
import { useState } from 'preact/hooks'
import { Submit } from '../../part/actions.tsx'
import { CodeField } from '../../part/code-field.tsx'
import { Form } from '../../part/form.tsx'
import { PasswordField } from '../../part/password-field.tsx'
import { useStage } from '../../stage.ts'
import { type Acting, useAct } from '../../use-act.ts'
import { Dialog } from '../part/dialog.tsx'
import { useRoom } from '../room.ts'

/** The end of an account: said in words, ticked, and proven by what the person has. */
export function DeleteDialog({ told: { person, level, codes }, close }: { told: SecurityAnswer; close: () => void }) {
  const { words, leave } = useRoom()
  const say = words.data
  const acting = useAct<CentreActions>(['password', 'code'])
  const [understood, setUnderstood] = useState(false)
  const [missing, setMissing] = useState(false)
  const [proof, setProof] = useState('')
  const address = person.email ?? person.phone
  const mailable = address !== null && codes.includes(person.email ? 'email' : 'phone')
  const way = level.password ? 'password' : mailable ? 'code' : 'fresh'

  async function submit() {
    setMissing(!understood)
    if (!understood) return document.getElementById('understood')?.focus()
    if (way === 'password' && proof === '') return acting.complain({ password: (text) => text.shortfall('empty', 0) })
    const body = way === 'fresh' ? {} : { [way]: proof }
    if (await acting.send('delete-account', body)) leave('deleted')
  }

  const tick = (ticked: boolean) => {
    setUnderstood(ticked)
    setMissing(false)
  }

  return (
    <Dialog title={say.deleteTitle} lead={say.deleteLead} close={close}>
      <Form acting={acting} submit={submit} perilous>
        <Understood ticked={understood} tick={tick} missing={missing} />
        {way === 'password' && (
          <PasswordField
            autocomplete="current-password"
            acting={acting}
            value={proof}
            setValue={setProof}
            hint={say.byPassword}
          />
        )}
        {way === 'code' && <ByCode address={address ?? ''} acting={acting} value={proof} setValue={setProof} />}
        {way === 'fresh' && <Fresh />}
        <div class="pair">
          <button type="button" class="button" onClick={close}>
            {words.cancel}
          </button>
          <Submit label={say.deleteButton} busy={acting.busy === 'delete-account'} />
        </div>
      </Form>
    </Dialog>
  )
}

type UnderstoodProps = { ticked: boolean; tick: (ticked: boolean) => void; missing: boolean }

function Understood({ ticked, tick, missing }: UnderstoodProps) {
  const { data } = useRoom().words
  return (
    <>
      <label class="tick">
        <input
          id="understood"
          type="checkbox"
          checked={ticked}
          aria-invalid={missing ? 'true' : undefined}
          aria-describedby={missing ? 'understood-error' : undefined}
          onChange={({ currentTarget }) => tick(currentTarget.checked)}
        />
        <span>{data.understand}</span>
      </label>
      {missing && (
        <p class="field-error" id="understood-error">
          {data.notUnderstood}
        </p>
      )}
    </>
  )
}

type ByCodeProps = { address: string; acting: Acting<CentreActions>; value: string; setValue: (value: string) => void }

function ByCode({ address, acting, value, setValue }: ByCodeProps) {
  const { text } = useStage()
  const { data } = useRoom().words
  const [sent, setSent] = useState(false)
  if (sent) return <CodeField acting={acting} value={value} setValue={setValue} />
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
