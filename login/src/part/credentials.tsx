import { useEffect, useState } from 'preact/hooks'
import type { FieldErrors } from '../progress.ts'
import { usualRegion } from '../regions.ts'
import type { Drafted } from '../screen/drafted.ts'
import { useStage } from '../stage.ts'
import type { Acting } from '../use-act.ts'
import type { Agreeing } from '../use-agreements.ts'
import { AccountField } from './account-field.tsx'
import { Leaving, Submit } from './actions.tsx'
import { Agreements } from './agreements.tsx'
import { CaptchaField } from './captcha-field.tsx'
import { Form } from './form.tsx'
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
export function Credentials(props: CredentialsProps) {
  const { acting, action, label, account, setAccount, keyboard, passkeys, replaceable, agreeing } = props
  const { text, show } = useStage()
  const { password, setPassword, captchaCode, setCaptchaCode, submit } = useCredentials(props)
  return (
    <Form acting={acting} submit={submit}>
      <AccountField
        name="account"
        label={label}
        acting={acting}
        first={account === ''}
        value={account}
        setValue={setAccount}
        keyboard={keyboard}
        // The last word lets the browser offer passkeys among what it fills in (HTML, autofill detail tokens).
        autocomplete={passkeys ? 'username webauthn' : 'username'}
      />
      <PasswordField
        autocomplete="current-password"
        value={password}
        acting={acting}
        setValue={setPassword}
        first={account !== ''}
      >
        {replaceable && (
          <button type="button" class="link forgotten" onClick={() => show('reset')}>
            {text.forgotten}
          </button>
        )}
      </PasswordField>
      <CaptchaField acting={acting} value={captchaCode} onText={acting.typing('captchaCode', setCaptchaCode)} />
      <Agreements {...agreeing} />
      <Submit label={text.signInButton} busy={acting.busy === action} />
      <Leaving location={acting.location} />
    </Form>
  )
}

/** What is typed besides the account, and sending all of it. */
function useCredentials({ acting, action, label, account, agreeing }: CredentialsProps) {
  const { fresh, language } = useStage()
  const [password, setPassword] = useState(fresh ?? '')
  const [captchaCode, setCaptchaCode] = useState('')

  // People who have just set a password go on with it; what the server asks for next is asked here as ever.
  useEffect(() => {
    if (fresh) acting.send(action, { account: account.trim(), password: fresh })
  }, [])

  function submit() {
    const wrong: FieldErrors = {}
    if (account.trim() === '') wrong.account = (words) => words.accountMissing(label)
    if (password === '') wrong.password = (words) => words.shortfall('empty', 0)
    if (acting.captcha && captchaCode.trim() === '') wrong.captchaCode = (words) => words.captchaMissing
    if (acting.complain(wrong) || !agreeing.settled()) return
    setCaptchaCode('')
    acting.send(action, {
      account: account.trim(),
      password,
      countryCode: usualRegion(language).calling,
      ...(acting.captcha && { captchaCode: captchaCode.trim() }),
    })
  }

  return { password, setPassword, captchaCode, setCaptchaCode, submit }
}
