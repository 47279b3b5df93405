import { useEffect, useState } from 'preact/hooks'
import { Cancel, Leaving, Submit } from '../part/actions.tsx'
import { Alert, Notice } from '../part/alert.tsx'
import { CaptchaField } from '../part/captcha-field.tsx'
import { Field } from '../part/field.tsx'
import { Heading } from '../part/heading.tsx'
import { OtherWays } from '../part/other-ways.tsx'
import { PasskeyButton } from '../part/passkey-button.tsx'
import { PasswordField } from '../part/password-field.tsx'
import { useStage } from '../stage.ts'
import { type FieldErrors, useAct } from '../use-act.ts'
import { usePasskey } from '../use-passkey.ts'
import type { Drafted } from './drafted.ts'

function keyboardFor(identifiers: string[]) {
  if (identifiers.length !== 1) return 'text'
  return identifiers[0] === 'email' ? 'email' : identifiers[0] === 'phone' ? 'tel' : 'text'
}

export function SignIn({ account, setAccount }: Drafted) {
  const { situation, text, show, fresh } = useStage()
  const { identifiers } = situation.signIn
  const [password, setPassword] = useState(fresh ?? '')
  const [captchaCode, setCaptchaCode] = useState('')
  const acting = useAct(['account', 'password'])
  const passkey = usePasskey(acting)
  const label = text.account(identifiers)

  // Whoever has just set a password goes on with it; what the server asks for next is asked here as ever.
  useEffect(() => {
    if (fresh) acting.send('sign-in', { account: account.trim(), password: fresh })
  }, [])

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    const wrong: FieldErrors = {}
    if (account.trim() === '') wrong.account = (words) => words.accountMissing(words.account(identifiers))
    if (password === '') wrong.password = (words) => words.shortfall('empty', 0)
    if (acting.captcha && captchaCode.trim() === '') wrong.captchaCode = (words) => words.captchaMissing
    if (Object.keys(wrong).length > 0) return acting.complain(wrong)
    setCaptchaCode('')
    await acting.send('sign-in', {
      account: account.trim(),
      password,
      ...(acting.captcha && { captchaCode: captchaCode.trim() }),
    })
  }

  return (
    <>
      <Heading title={text.signInTitle} lead={text.signInLead(situation.application.name)} />
      <Notice />
      <form ref={acting.form} method="post" noValidate onSubmit={submit} aria-busy={acting.busy ? 'true' : undefined}>
        <Alert {...acting} />
        <Field
          name="account"
          label={label}
          error={acting.fields.account}
          first={account === ''}
          value={account}
          onText={(value) => {
            setAccount(value)
            acting.forget('account')
          }}
          input={{
            type: 'text',
            inputMode: keyboardFor(identifiers),
            // The last word lets the browser offer passkeys among what it fills in (HTML, autofill detail tokens).
            autocomplete: passkey.offered ? 'username webauthn' : 'username',
            autocapitalize: 'none',
            autocorrect: 'off',
            spellcheck: false,
            required: true,
          }}
        />
        <PasswordField
          autocomplete="current-password"
          value={password}
          onText={(value) => {
            setPassword(value)
            acting.forget('password')
          }}
          error={acting.fields.password}
          first={account !== ''}
        >
          {situation.reset.codes.length > 0 && (
            <button type="button" class="link forgotten" onClick={() => show('reset')}>
              {text.forgotten}
            </button>
          )}
        </PasswordField>
        <CaptchaField
          acting={acting}
          value={captchaCode}
          onText={(value) => {
            setCaptchaCode(value)
            acting.forget('captchaCode')
          }}
        />
        <Submit label={text.signInButton} busy={acting.busy === 'sign-in'} />
        <Leaving location={acting.location} />
      </form>
      <OtherWays now="sign-in">{passkey.offered && <PasskeyButton {...passkey} />}</OtherWays>
      <p class="field-hint" role="status">
        {passkey.unused && text.passkey.unused}
      </p>
      <nav class="ways">
        {situation.signUp.enabled && (
          <p>
            {text.noAccountYet}{' '}
            <button type="button" class="link" onClick={() => show('sign-up')}>
              {text.toSignUp}
            </button>
          </p>
        )}
        <Cancel acting={acting} />
      </nav>
    </>
  )
}
