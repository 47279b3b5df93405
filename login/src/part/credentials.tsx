import { useEffect, useState } from 'preact/hooks'
import { usualRegion } from '../regions.ts'
import type { Drafted } from '../screen/drafted.ts'
import { useStage } from '../stage.ts'
import type { Acting, FieldErrors } from '../use-act.ts'
import type { Agreeing } from '../use-agreements.ts'
import { Leaving, Submit } from './actions.tsx'
import { Agreements } from './agreements.tsx'
import { Alert } from './alert.tsx'
import { CaptchaField } from './captcha-field.tsx'
import { Field } from './field.tsx'
import { PasswordField } from './password-field.tsx'

type CredentialsProps = Drafted & {
  /** Of the fields `account` and `password`. */
  acting: Acting
  action: 'sign-in' | 'sign-in-by-sub-account'
  label: string
  keyboard?: 'text' | 'email' | 'tel'
  /** Whether the browser may offer passkeys among what it fills in. */
  passkeys?: boolean
  /** Whether a forgotten password can be replaced. */
  replaceable?: boolean
  agreeing: Agreeing
}

/** A name and its password, and the picture when one is asked for. */
export function Credentials({
  acting,
  action,
  label,
  account,
  setAccount,
  keyboard = 'text',
  passkeys = false,
  replaceable = false,
  agreeing,
}: CredentialsProps) {
  const { text, show, fresh, language } = useStage()
  const [password, setPassword] = useState(fresh ?? '')
  const [captchaCode, setCaptchaCode] = useState('')

  // Whoever has just set a password goes on with it; what the server asks for next is asked here as ever.
  useEffect(() => {
    if (fresh) acting.send(action, { account: account.trim(), password: fresh })
  }, [])

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    const wrong: FieldErrors = {}
    if (account.trim() === '') wrong.account = (words) => words.accountMissing(label)
    if (password === '') wrong.password = (words) => words.shortfall('empty', 0)
    if (acting.captcha && captchaCode.trim() === '') wrong.captchaCode = (words) => words.captchaMissing
    if (Object.keys(wrong).length > 0) return acting.complain(wrong)
    if (!agreeing.settled()) return
    setCaptchaCode('')
    await acting.send(action, {
      account: account.trim(),
      password,
      countryCode: usualRegion(language).calling,
      ...(acting.captcha && { captchaCode: captchaCode.trim() }),
    })
  }

  return (
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
          inputMode: keyboard,
          // The last word lets the browser offer passkeys among what it fills in (HTML, autofill detail tokens).
          autocomplete: passkeys ? 'username webauthn' : 'username',
          autocapitalize: 'none',
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
        {replaceable && (
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
      <Agreements {...agreeing} />
      <Submit label={text.signInButton} busy={acting.busy === action} />
      <Leaving location={acting.location} />
    </form>
  )
}
