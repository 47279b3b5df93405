import { useState } from 'preact/hooks'
import { Submit } from '../part/actions.tsx'
import { Alert, Notice } from '../part/alert.tsx'
import { AskCode } from '../part/ask-code.tsx'
import { CodeField } from '../part/code-field.tsx'
import { Heading } from '../part/heading.tsx'
import { NewPasswordField } from '../part/new-password-field.tsx'
import { Resend } from '../part/resend.tsx'
import { SentTo } from '../part/sent-to.tsx'
import { shortfall } from '../password.ts'
import type { SentCode } from '../sent-code.ts'
import { useStage } from '../stage.ts'
import { type FieldErrors, useAct } from '../use-act.ts'
import { useSentCode } from '../use-sent-code.ts'
import type { Drafted } from './drafted.ts'

const purpose = 'reset-password'

type ChooseProps = { code: SentCode; sent: (code: SentCode | null) => void }

function ChoosePassword({ code, sent }: ChooseProps) {
  const { situation, text, show } = useStage()
  const { length } = situation.code
  const [digits, setDigits] = useState('')
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState(false)
  const acting = useAct(['code', 'password'])

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    const wrong: FieldErrors = {}
    if (digits.length < length) wrong.code = (words) => words.codeShort(length)
    const rule = situation.password
    const lack = shortfall(password, rule)
    if (lack) wrong.password = (words) => words.shortfall(lack, rule.minLength)
    if (Object.keys(wrong).length > 0) return acting.complain(wrong)
    if (!(await acting.send('reset-password', { address: code.address, code: digits, password }))) return
    sent(null)
    show('sign-in', (words) => words.resetDone)
  }

  async function resend() {
    if (!(await acting.send('send-code', { purpose, address: code.address }))) return
    setAgain(true)
    setDigits('')
    sent({ ...code, at: Date.now() })
  }

  return (
    <form ref={acting.form} method="post" noValidate onSubmit={submit} aria-busy={acting.busy ? 'true' : undefined}>
      <Alert {...acting} />
      <SentTo address={code.address} change={() => sent(null)} />
      <CodeField
        value={digits}
        error={acting.fields.code}
        onText={(typed) => {
          setDigits(typed)
          acting.forget('code')
        }}
      />
      <NewPasswordField
        account={code.address}
        value={password}
        error={acting.fields.password}
        onText={(value) => {
          setPassword(value)
          acting.forget('password')
        }}
      />
      <Submit label={text.resetButton} busy={acting.busy === 'reset-password'} />
      <Resend at={code.at} again={again} resend={resend} />
    </form>
  )
}

/** A forgotten password: a code to the address, and with it the new password. */
export function Reset({ account, setAccount }: Drafted) {
  const { situation, text, show } = useStage()
  const [code, sent] = useSentCode(purpose)
  return (
    <>
      <Heading title={text.resetTitle} lead={text.resetLead} />
      <Notice />
      {code ? (
        <ChoosePassword code={code} sent={sent} />
      ) : (
        <AskCode
          purpose={purpose}
          kinds={situation.reset.codes}
          draft={account}
          sent={(made) => {
            setAccount(made.address)
            sent(made)
          }}
        />
      )}
      <nav class="ways">
        <button type="button" class="link" onClick={() => show('sign-in')}>
          {text.backToSignIn}
        </button>
      </nav>
    </>
  )
}
