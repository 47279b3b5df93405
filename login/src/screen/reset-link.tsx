import type { ResetLinkActions } from '@menshen/contract/pages/sign-in-actions'
import { useState } from 'preact/hooks'
import { Leaving, Submit } from '../part/actions.tsx'
import { Ending } from '../part/ending.tsx'
import { Form } from '../part/form.tsx'
import { Heading } from '../part/heading.tsx'
import { NewPasswordField } from '../part/new-password-field.tsx'
import { shortfall } from '../password.ts'
import { useStage } from '../stage.ts'
import { useAct } from '../use-act.ts'

function Done() {
  const { view, text } = useStage()
  return (
    <Ending
      icon="check"
      title={text.passwordSetTitle}
      lead={text.passwordSetLead}
      homeLabel={text.backToApplication(view.application.name)}
    />
  )
}

/** Where the link of a mail leads: a new password for the account with that address, outside of any sign-in. */
export function ResetLink() {
  const { view, text } = useStage()
  const [password, setPassword] = useState('')
  const [done, setDone] = useState(false)
  const acting = useAct<ResetLinkActions>(['password'])
  const account = view.loginHint ?? ''
  if (done) return <Done />

  async function submit() {
    const rule = view.password
    const lack = shortfall(password, rule)
    if (lack) return acting.complain({ password: (words) => words.shortfall(lack, rule.minLength) })
    const token = new URLSearchParams(location.search).get('token') ?? ''
    if (await acting.send('set-password', { token, password })) setDone(true)
  }

  return (
    <>
      <Heading title={text.setPasswordTitle} lead={text.setPasswordFor(account)} />
      <Form acting={acting} submit={submit}>
        <NewPasswordField first account={account} value={password} acting={acting} setValue={setPassword} />
        <Submit label={text.resetButton} busy={acting.busy === 'set-password'} />
        <Leaving location={acting.location} />
      </Form>
    </>
  )
}
