import { useState } from 'preact/hooks'
import { kindOf } from '../address.ts'
import { Leaving, Submit } from '../part/actions.tsx'
import { Agreements } from '../part/agreements.tsx'
import { Notice } from '../part/alert.tsx'
import { AskCode } from '../part/ask-code.tsx'
import { CodeField, tooShort } from '../part/code-field.tsx'
import { Form } from '../part/form.tsx'
import { Heading } from '../part/heading.tsx'
import { OtherWays } from '../part/other-ways.tsx'
import { PasskeyWay } from '../part/passkey-way.tsx'
import { ResendCode } from '../part/resend-code.tsx'
import { SentTo } from '../part/sent-to.tsx'
import { WaysOut } from '../part/ways-out.tsx'
import type { SentCode } from '../sent-code.ts'
import { useStage } from '../stage.ts'
import { useAct } from '../use-act.ts'
import { useAgreements } from '../use-agreements.ts'
import { useSentCode } from '../use-sent-code.ts'
import type { Drafted } from './drafted.ts'

/** The refusal of a right code whose address has no account. */
const nobodyHas = 2004

const actions = { login: 'sign-in-by-code', register: 'sign-up-by-code' } as const

type EnterCodeProps = { code: SentCode; purpose: keyof typeof actions; sent: (code: SentCode | null) => void }

function EnterCode({ code, purpose, sent }: EnterCodeProps) {
  const { view, text } = useStage()
  const { length } = view.code
  const [digits, setDigits] = useState('')
  const acting = useAct(['code'])
  const action = actions[purpose]
  const finish = (typed: string) => acting.send(action, { address: code.address, code: typed })
  const kind = kindOf(code.address, view.signUp.codes)
  // The code was right, and is good for this as well.
  const offered = purpose === 'login' && acting.refusedWith === nobodyHas && kind !== null

  if (offered) return <OfferAccount code={code} digits={digits} change={() => sent(null)} />
  return (
    <Form acting={acting} submit={() => tooShort(acting, digits, length) || finish(digits)}>
      <SentTo address={code.address} change={() => sent(null)} />
      <CodeField acting={acting} value={digits} setValue={setDigits} full={finish} />
      <Submit label={purpose === 'login' ? text.signInButton : text.signUpButton} busy={acting.busy === action} />
      <ResendCode acting={acting} code={code} sent={sent} clear={() => setDigits('')} />
      <Leaving location={acting.location} />
    </Form>
  )
}

/** The code has proven an address that nobody has an account with: the same proof makes one. */
function OfferAccount({ code, digits, change }: { code: SentCode; digits: string; change: () => void }) {
  const { text } = useStage()
  const acting = useAct([])
  const agreeing = useAgreements('signUp')

  function submit() {
    if (agreeing.settled()) acting.send('sign-in-by-code', { address: code.address, code: digits, register: 'yes' })
  }

  return (
    <Form acting={acting} submit={submit}>
      <p role="status">{text.nobodyHas(code.address)}</p>
      <Agreements {...agreeing} />
      <Submit label={text.createWithIt} busy={acting.busy !== null} />
      <p class="ways">
        <button type="button" class="link" onClick={change}>
          {text.otherAddress}
        </button>
      </p>
      <Leaving location={acting.location} />
    </Form>
  )
}

/** Signing in, or up, with a code and no password. */
export function ByCode({ purpose, account, setAccount }: Drafted & { purpose: keyof typeof actions }) {
  const { view, text } = useStage()
  const [code, sent] = useSentCode(purpose)
  const leaving = useAct([])
  const { name } = view.application
  const login = purpose === 'login'
  return (
    <>
      <Heading
        title={login ? text.signInCodeTitle : text.signUpTitle}
        lead={login ? text.signInLead(name) : text.signUpLead(name)}
      />
      <Notice />
      {code ? (
        <EnterCode code={code} purpose={purpose} sent={sent} />
      ) : (
        <AskCode
          purpose={purpose}
          kinds={view[login ? 'signIn' : 'signUp'].codes}
          draft={account}
          sent={(made) => {
            setAccount(made.address)
            sent(made)
          }}
        />
      )}
      <OtherWays now={login ? 'sign-in-code' : 'sign-up-code'}>
        {login && view.signIn.identifiers.length === 0 && view.signIn.passkey && <PasskeyWay />}
      </OtherWays>
      <WaysOut acting={leaving} to={login ? view.signUp.enabled && 'sign-up-code' : 'sign-in'} />
    </>
  )
}
