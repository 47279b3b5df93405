import { useState } from 'preact/hooks'
import { looksLikeEmail } from '../address.ts'
import { Cancel, Leaving, Submit } from '../part/actions.tsx'
import { Agreements } from '../part/agreements.tsx'
import { Alert, Notice } from '../part/alert.tsx'
import { Field } from '../part/field.tsx'
import { Heading } from '../part/heading.tsx'
import { MethodChoice } from '../part/method-choice.tsx'
import { OtherWays } from '../part/other-ways.tsx'
import { PasswordField } from '../part/password-field.tsx'
import { Strength } from '../part/strength.tsx'
import { shortfall } from '../password.ts'
import type { PasswordRule, SignUpMethod } from '../situation.ts'
import { useStage } from '../stage.ts'
import { type FieldErrors, useAct } from '../use-act.ts'
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

export function SignUp({ account, setAccount }: Drafted) {
  const { situation, text, show } = useStage()
  const { methods } = situation.signUp
  const guess = methods.find((kind) => (kind === 'email') === account.includes('@')) ?? methods[0] ?? 'email'
  const [method, setMethod] = useState<SignUpMethod>(account === '' ? (methods[0] ?? 'email') : guess)
  const [password, setPassword] = useState('')
  const acting = useAct(['account', 'password'])
  const agreeing = useAgreements('signUp')
  const email = method === 'email'

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    const wrong = faults(method, account.trim(), password, situation.password)
    if (wrong.account || wrong.password) return acting.complain(wrong)
    if (!agreeing.settled()) return
    const made = await acting.send('sign-up', { method, [method]: account.trim(), password })
    if (made) show(situation.signIn.codes.includes('email') ? 'sign-in-code' : 'sign-in', (words) => words.verifyFirst)
  }

  return (
    <>
      <Heading title={text.signUpTitle} lead={text.signUpLead(situation.application.name)} />
      <Notice />
      <form ref={acting.form} method="post" noValidate onSubmit={submit} aria-busy={acting.busy ? 'true' : undefined}>
        <Alert {...acting} />
        {methods.length > 1 && (
          <MethodChoice
            methods={methods}
            chosen={method}
            choose={(kind) => {
              setMethod(kind)
              acting.forget('account')
            }}
          />
        )}
        <Field
          name={method}
          label={text.method(method)}
          error={acting.fields.account}
          first={account === ''}
          hint={email ? undefined : text.usernameHint}
          value={account}
          onText={(value) => {
            setAccount(value)
            acting.forget('account')
          }}
          input={{
            // `type=email` would rewrite what was typed (IDN); the keyboard is all that is wanted of it.
            type: 'text',
            inputMode: email ? 'email' : 'text',
            autocomplete: email ? 'email' : 'username',
            autocapitalize: 'none',
            spellcheck: false,
            required: true,
          }}
        />
        <PasswordField
          autocomplete="new-password"
          value={password}
          onText={(value) => {
            setPassword(value)
            acting.forget('password')
          }}
          error={acting.fields.password}
          hint={acting.fields.password ? undefined : text.rule(situation.password)}
          first={account !== ''}
        >
          <Strength password={password} />
        </PasswordField>
        <Agreements {...agreeing} />
        <Submit label={text.signUpButton} busy={acting.busy === 'sign-up'} />
        <Leaving location={acting.location} />
      </form>
      <OtherWays now="sign-up" />
      <nav class="ways">
        <p>
          {text.haveAccount}{' '}
          <button type="button" class="link" onClick={() => show('sign-in')}>
            {text.toSignIn}
          </button>
        </p>
        <Cancel acting={acting} />
      </nav>
    </>
  )
}
