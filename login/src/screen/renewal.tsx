import { useState } from 'preact/hooks'
import { Cancel, Submit } from '../part/actions.tsx'
import { Form } from '../part/form.tsx'
import { Heading } from '../part/heading.tsx'
import { NewPasswordField } from '../part/new-password-field.tsx'
import { PresentPasswordField } from '../part/password-field.tsx'
import { shortfall } from '../password.ts'
import type { FieldErrors } from '../progress.ts'
import { type PendingRenewal, useStage } from '../stage.ts'
import { type Acting, useAct } from '../use-act.ts'

/** The sign-in stopped because the password has to be replaced; it goes on with the new one. */
export function Renewal({ account }: { account: string }) {
  const { text, renewal, show } = useStage()
  const acting = useAct(['password', 'oldPassword'])
  if (!renewal) return null
  return (
    <>
      <Heading
        title={text.setPasswordTitle}
        lead={renewal.why === 'first' ? text.firstPasswordLead : text.renewPasswordLead}
      />
      <Replace renewal={renewal} account={account} acting={acting} />
      <nav class="ways">
        <button type="button" class="link" onClick={() => show('sign-in')}>
          {text.backToSignIn}
        </button>
        <Cancel acting={acting} />
      </nav>
    </>
  )
}

type ReplaceProps = { renewal: PendingRenewal; account: string; acting: Acting }

function Replace({ renewal, account, acting }: ReplaceProps) {
  const { view, text, signInWith } = useStage()
  const [password, setPassword] = useState('')
  const [typed, setTyped] = useState('')
  const { why, token } = renewal
  const present = renewal.present || typed
  // It was typed a moment ago, unless a second factor came in between.
  const asks = why === 'due' && renewal.present === ''
  const action = why === 'first' ? 'set-first-password' : 'renew-password'

  async function submit() {
    const rule = view.password
    const lack = shortfall(password, rule)
    const wrong: FieldErrors = {}
    if (asks && typed === '') wrong.oldPassword = (words) => words.shortfall('empty', 0)
    if (lack) wrong.password = (words) => words.shortfall(lack, rule.minLength)
    else if (password === present) wrong.password = (words) => words.passwordSame
    if (acting.complain(wrong)) return
    const proof = why === 'first' ? { token } : { token, oldPassword: present }
    if (await acting.send(action, { ...proof, password })) signInWith(password)
  }

  return (
    <Form acting={acting} submit={submit}>
      {asks && <PresentPasswordField first acting={acting} value={typed} setValue={setTyped} />}
      <NewPasswordField
        first={!asks}
        account={account.trim()}
        acting={acting}
        value={password}
        setValue={setPassword}
      />
      <Submit label={text.setPasswordButton} busy={acting.busy === action} />
    </Form>
  )
}
