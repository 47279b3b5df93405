import { useEffect, useRef, useState } from 'preact/hooks'
import { Leaving, Submit } from '../part/actions.tsx'
import { Alert } from '../part/alert.tsx'
import { Heading } from '../part/heading.tsx'
import { Icon } from '../part/icon.tsx'
import { NewPasswordField } from '../part/new-password-field.tsx'
import { shortfall } from '../password.ts'
import { homeOf } from '../situation.ts'
import { useStage } from '../stage.ts'
import { useAct } from '../use-act.ts'

function Done() {
  const { situation, text } = useStage()
  const title = useRef<HTMLHeadingElement>(null)
  const home = homeOf(situation)
  // The form that had the focus is gone; without this a screen reader would be left nowhere.
  useEffect(() => title.current?.focus(), [])
  return (
    <>
      <header class="heading">
        <span class="emblem emblem-quiet" aria-hidden="true">
          <Icon name="check" />
        </span>
        <h1 ref={title} tabIndex={-1}>
          {text.passwordSetTitle}
        </h1>
        <p>{text.passwordSetLead}</p>
      </header>
      {home && (
        <a class="button button-main" href={home}>
          {text.backToApplication(situation.application.name)}
        </a>
      )}
    </>
  )
}

/** Where the link of a mail leads: a new password for the account with that address, outside of any sign-in. */
export function ResetLink() {
  const { situation, text } = useStage()
  const [password, setPassword] = useState('')
  const [done, setDone] = useState(false)
  const acting = useAct(['password'])
  const account = situation.loginHint ?? ''
  if (done) return <Done />

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    const rule = situation.password
    const lack = shortfall(password, rule)
    if (lack) return acting.complain({ password: (words) => words.shortfall(lack, rule.minLength) })
    const token = new URLSearchParams(location.search).get('token')
    if (await acting.send('set-password', { token, password })) setDone(true)
  }

  return (
    <>
      <Heading title={text.setPasswordTitle} lead={text.setPasswordFor(account)} />
      <form ref={acting.form} method="post" noValidate onSubmit={submit} aria-busy={acting.busy ? 'true' : undefined}>
        <Alert {...acting} />
        <NewPasswordField
          first
          account={account}
          value={password}
          error={acting.fields.password}
          onText={(value) => {
            setPassword(value)
            acting.forget('password')
          }}
        />
        <Submit label={text.resetButton} busy={acting.busy === 'set-password'} />
        <Leaving location={acting.location} />
      </form>
    </>
  )
}
