import { useState } from 'preact/hooks'
import { Notice } from '../part/alert.tsx'
import { Credentials } from '../part/credentials.tsx'
import { Heading } from '../part/heading.tsx'
import { OtherWays } from '../part/other-ways.tsx'
import { PasskeyButton } from '../part/passkey-button.tsx'
import { WaysOut } from '../part/ways-out.tsx'
import { useStage } from '../stage.ts'
import { useAct } from '../use-act.ts'
import { useAgreements } from '../use-agreements.ts'
import { usePasskey } from '../use-passkey.ts'
import type { Drafted } from './drafted.ts'

function keyboardFor(identifiers: string[]) {
  if (identifiers.length !== 1) return 'text'
  return identifiers[0] === 'email' ? 'email' : identifiers[0] === 'phone' ? 'tel' : 'text'
}

export function SignIn(drafted: Drafted) {
  const { view, text } = useStage()
  const { identifiers } = view.signIn
  const acting = useAct(['account', 'password'])
  const agreeing = useAgreements('signIn')
  const passkey = usePasskey(acting, agreeing)
  return (
    <>
      <Heading title={text.signInTitle} lead={text.signInLead(view.application.name)} />
      <Notice />
      {identifiers.length > 0 && (
        <Credentials
          {...drafted}
          acting={acting}
          agreeing={agreeing}
          action="sign-in"
          label={text.account(identifiers)}
          keyboard={keyboardFor(identifiers)}
          passkeys={passkey.offered}
          replaceable={view.reset.codes.length > 0}
        />
      )}
      <OtherWays now="sign-in">{passkey.offered && <PasskeyButton {...passkey} />}</OtherWays>
      <p class="field-hint" role="status">
        {passkey.unused && text.passkey.unused}
      </p>
      <WaysOut acting={acting} to={view.signUp.enabled && 'sign-up'} />
    </>
  )
}

/** By one of the names that the application gave somebody besides their own; they come in as the person they belong to. */
export function SignInBySubAccount() {
  const { view, text } = useStage()
  const [account, setAccount] = useState('')
  const acting = useAct(['account', 'password'])
  const agreeing = useAgreements('signIn')
  return (
    <>
      <Heading title={text.signInSubTitle} lead={text.signInLead(view.application.name)} />
      <Credentials
        account={account}
        setAccount={setAccount}
        acting={acting}
        agreeing={agreeing}
        action="sign-in-by-sub-account"
        label={text.way['sign-in-sub']}
      />
      <OtherWays now="sign-in-sub" />
      <WaysOut acting={acting} />
    </>
  )
}
