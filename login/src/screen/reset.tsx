import { useState } from 'preact/hooks'
import { Submit } from '../part/actions.tsx'
import { Notice } from '../part/alert.tsx'
import { AskCode } from '../part/ask-code.tsx'
import { CodeField } from '../part/code-field.tsx'
import { Form } from '../part/form.tsx'
import { Heading } from '../part/heading.tsx'
import { NewPasswordField } from '../part/new-password-field.tsx'
import { ResendCode } from '../part/resend-code.tsx'
import { SentTo } from '../part/sent-to.tsx'
import { shortfall } from '../password.ts'
import type { FieldErrors } from '../progress.ts'
import type { SentCode } from '../sent-code.ts'
import { useStage } from '../stage.ts'
import { useAct } from '../use-act.ts'
import { useSentCode } from '../use-sent-code.ts'
import type { Drafted } from './drafted.ts'

const purpose = 'reset-password'

type ChooseProps = { code: SentCode; sent: (code: SentCode | null) => void }

function ChoosePassword({ code, sent }: ChooseProps) {
  const { view, text, show } = useStage()
  const { length } = view.code
  const [digits, setDigits] = useState('')
  const [password, setPassword] = useState('')
  const acting = useAct(['code', 'password'])

  async function submit() {
    const wrong: FieldErrors = {}
    if (digits.length < length) wrong.code = (words) => words.codeShort(length)
    const rule = view.password
    const lack = shortfall(password, rule)
    if (lack) wrong.password = (words) => words.shortfall(lack, rule.minLength)
    if (acting.complain(wrong)) return
    if (!(await acting.send('reset-password', { address: code.address, code: digits, password }))) return
    sent(null)
    show('sign-in', (words) => words.resetDone)
  }

  return (
    <Form acting={acting} submit={submit}>
      <SentTo address={code.address} change={() => sent(null)} />
      <CodeField acting={acting} value={digits} setValue={setDigits} />
      <NewPasswordField account={code.address} value={password} acting={acting} setValue={setPassword} />
      <Submit label={text.resetButton} busy={acting.busy === 'reset-password'} />
      <ResendCode acting={acting} code={code} sent={sent} clear={() => setDigits('')} />
    </Form>
  )
}

/** A forgotten password: a code to the address, and with it the new password. */
export function Reset({ account, setAccount }: Drafted) {
  const { view, text, show } = useStage()
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
          kinds={view.reset.codes}
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
