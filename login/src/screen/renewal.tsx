import { useState } from 'preact/hooks'
import { Cancel, Submit } from '../part/actions.tsx'
import { Alert } from '../part/alert.tsx'
import { Heading } from '../part/heading.tsx'
import { NewPasswordField } from '../part/new-password-field.tsx'
import { PasswordField } from '../part/password-field.tsx'
import { shortfall } from '../password.ts'
import { useStage } from '../stage.ts'
import { type FieldErrors, useAct } from '../use-act.ts'

/** The sign-in stopped because the password has to be replaced; it goes on with the new one. */
export function Renewal({ account }: { account: string }) {
  const { situation, text, renewal, show, signInWith } = useStage()
  const [password, setPassword] = useState('')
  const [typed, setTyped] = useState('')
  const acting = useAct(['password', 'oldPassword'])
  if (!renewal) return null
  const { why, token } = renewal
  const present = renewal.present || typed
  // It was typed a moment ago, unless a second factor came in between.
  const asks = why === 'due' && renewal.present === ''
  const action = why === 'first' ? 'set-first-password' : 'renew-password'

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    const rule = situation.password
    const lack = shortfall(password, rule)
    const wrong: FieldErrors = {}
    if (asks && typed === '') wrong.oldPassword = (words) => words.shortfall('empty', 0)
    if (lack) wrong.password = (words) => words.shortfall(lack, rule.minLength)
    else if (password === present) wrong.password = (words) => words.passwordSame
    if (Object.keys(wrong).length > 0) return acting.complain(wrong)
    const proof = why === 'first' ? { token } : { token, oldPassword: present }
    if (await acting.send(action, { ...proof, password })) signInWith(password)
  }

  return (
    <>
      <Heading title={text.setPasswordTitle} lead={why === 'first' ? text.firstPasswordLead : text.renewPasswordLead} />
      <form ref={acting.form} method="post" noValidate onSubmit={submit} aria-busy={acting.busy ? 'true' : undefined}>
        <Alert {...acting} />
        {asks && (
          <PasswordField
            name="oldPassword"
            autocomplete="current-password"
            label={text.presentPassword}
            value={typed}
            error={acting.fields.oldPassword}
            first
            onText={(value) => {
              setTyped(value)
              acting.forget('oldPassword')
            }}
          />
        )}
        <NewPasswordField
          first={!asks}
          account={account.trim()}
          value={password}
          error={acting.fields.password}
          onText={(value) => {
            setPassword(value)
            acting.forget('password')
          }}
        />
        <Submit label={text.setPasswordButton} busy={acting.busy === action} />
      </form>
      <nav class="ways">
        <button type="button" class="link" onClick={() => show('sign-in')}>
          {text.backToSignIn}
        </button>
        <Cancel acting={acting} />
      </nav>
    </>
  )
}
