import type { PasswordRule, SignUpMethod } from '@menshen/contract/pages/sign-in'
import { useState } from 'preact/hooks'
import { looksLikeEmail } from '../address.ts'
import { AccountField } from '../part/account-field.tsx'
import { Leaving, Submit } from '../part/actions.tsx'
import { Agreements } from '../part/agreements.tsx'
import { Notice } from '../part/alert.tsx'
import { Form } from '../part/form.tsx'
import { Heading } from '../part/heading.tsx'
import { MethodChoice } from '../part/method-choice.tsx'
import { OtherWays } from '../part/other-ways.tsx'
import { PasswordField } from '../part/password-field.tsx'
import { Strength } from '../part/strength.tsx'
import { WaysOut } from '../part/ways-out.tsx'
import { shortfall } from '../password.ts'
import type { FieldErrors } from '../progress.ts'
import { useStage } from '../stage.ts'
import { type Acting, useAct } from '../use-act.ts'
import { useAgreements } from '../use-agreements.ts'
import type { Drafted } from './drafted.ts'

function faults(method: SignUpMethod, account: string, password: string, rule: PasswordRule): FieldErrors {
  const wrong: FieldErrors = {}
  if (account === '') wrong.account = (text) => text.accountMissing(text.method(method))
  else if (method === 'email' && !looksLikeEmail(account)) wrong.account = (text) => text.emailWrong
  const lack = shortfall(password, rule)
  if (lack) wrong.password = (text) => text.shortfall(lack, rule.minLength)
  return wrong
}

/** With which of the methods somebody begins who has typed `account` elsewhere. */
function guess(methods: SignUpMethod[], account: string): SignUpMethod {
  const fits = account === '' ? undefined : methods.find((kind) => (kind === 'email') === account.includes('@'))
  return fits ?? methods[0] ?? 'email'
}

export function SignUp({ account, setAccount }: Drafted) {
  const { view, text, show } = useStage()
  const [method, setMethod] = useState(() => guess(view.signUp.methods, account))
  const [password, setPassword] = useState('')
  const acting = useAct(['account', 'password'])
  const agreeing = useAgreements('signUp')

  async function submit() {
    const wrong = faults(method, account.trim(), password, view.password)
    if (acting.complain(wrong) || !agreeing.settled()) return
    const named = method === 'email' ? { email: account.trim() } : { username: account.trim() }
    const made = await acting.send('sign-up', { method, ...named, password })
    if (made) show(view.signIn.codes.includes('email') ? 'sign-in-code' : 'sign-in', (words) => words.verifyFirst)
  }

  return (
    <>
      <Heading title={text.signUpTitle} lead={text.signUpLead(view.application.name)} />
      <Notice />
      <Form acting={acting} submit={submit}>
        <Named
          {...{ acting, method, account, setAccount }}
          choose={acting.typing<SignUpMethod>('account', setMethod)}
        />
        <PasswordField
          autocomplete="new-password"
          value={password}
          acting={acting}
          setValue={setPassword}
          hint={text.rule(view.password)}
          first={account !== ''}
        >
          <Strength password={password} />
        </PasswordField>
        <Agreements {...agreeing} />
        <Submit label={text.signUpButton} busy={acting.busy === 'sign-up'} />
        <Leaving location={acting.location} />
      </Form>
      <OtherWays now="sign-up" />
      <WaysOut acting={acting} to="sign-in" />
    </>
  )
}

type NamedProps = Drafted & { acting: Acting; method: SignUpMethod; choose: (method: SignUpMethod) => void }

/** By what the new account will be known, and the choice where there is one. */
function Named({ acting, method, choose, account, setAccount }: NamedProps) {
  const { view, text } = useStage()
  const { methods } = view.signUp
  const email = method === 'email'
  return (
    <>
      {methods.length > 1 && <MethodChoice methods={methods} chosen={method} choose={choose} />}
      <AccountField
        name={method}
        label={text.method(method)}
        acting={acting}
        first={account === ''}
        hint={email ? undefined : text.usernameHint}
        value={account}
        setValue={setAccount}
        keyboard={email ? 'email' : 'text'}
        autocomplete={email ? 'email' : 'username'}
      />
    </>
  )
}
