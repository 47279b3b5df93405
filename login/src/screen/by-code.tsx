import { useState } from 'preact/hooks'
import { kindOf } from '../address.ts'
import { Cancel, Leaving, Submit } from '../part/actions.tsx'
import { Agreements } from '../part/agreements.tsx'
import { Alert, Notice } from '../part/alert.tsx'
import { AskCode } from '../part/ask-code.tsx'
import { CodeField } from '../part/code-field.tsx'
import { Heading } from '../part/heading.tsx'
import { OtherWays } from '../part/other-ways.tsx'
import { PasskeyWay } from '../part/passkey-way.tsx'
import { Resend } from '../part/resend.tsx'
import { SentTo } from '../part/sent-to.tsx'
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
  const { situation, text } = useStage()
  const { length } = situation.code
  const [digits, setDigits] = useState('')
  const [again, setAgain] = useState(false)
  const acting = useAct(['code'])
  const action = actions[purpose]
  const finish = (typed: string) => acting.send(action, { address: code.address, code: typed })
  const kind = kindOf(code.address, situation.signUp.codes)
  // The code was right, and is good for this as well.
  const offered = purpose === 'login' && acting.refusedWith === nobodyHas && kind !== null

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (digits.length < length) return acting.complain({ code: (words) => words.codeShort(length) })
    finish(digits)
  }

  async function resend() {
    if (!(await acting.send('send-code', { purpose, address: code.address }))) return
    setAgain(true)
    setDigits('')
    sent({ ...code, at: Date.now() })
  }

  if (offered) return <OfferAccount code={code} digits={digits} change={() => sent(null)} />
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
          // Nothing is left to decide once the last digit stands.
          if (typed.length === length && typed !== digits) finish(typed)
        }}
      />
      <Submit label={purpose === 'login' ? text.signInButton : text.signUpButton} busy={acting.busy === action} />
      <Resend at={code.at} again={again} resend={resend} />
      <Leaving location={acting.location} />
    </form>
  )
}

/** The code has proven an address that nobody has an account with: the same proof makes one. */
function OfferAccount({ code, digits, change }: { code: SentCode; digits: string; change: () => void }) {
  const { text } = useStage()
  const acting = useAct([])
  const agreeing = useAgreements('signUp')

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (agreeing.settled()) acting.send('sign-in-by-code', { address: code.address, code: digits, register: 'yes' })
  }

  return (
    <form ref={acting.form} method="post" noValidate onSubmit={submit} aria-busy={acting.busy ? 'true' : undefined}>
      <Alert {...acting} />
      <p role="status">{text.nobodyHas(code.address)}</p>
      <Agreements {...agreeing} />
      <Submit label={text.createWithIt} busy={acting.busy !== null} />
      <p class="ways">
        <button type="button" class="link" onClick={change}>
          {text.otherAddress}
        </button>
      </p>
      <Leaving location={acting.location} />
    </form>
  )
}

/** Signing in, or up, with a code and no password. */
export function ByCode({ purpose, account, setAccount }: Drafted & { purpose: keyof typeof actions }) {
  const { situation, text, show } = useStage()
  const [code, sent] = useSentCode(purpose)
  const leaving = useAct([])
  const { name } = situation.application
  const login = purpose === 'login'
  return (
    <>
      {login ? (
        <Heading title={text.signInCodeTitle} lead={text.signInLead(name)} />
      ) : (
        <Heading title={text.signUpTitle} lead={text.signUpLead(name)} />
      )}
      <Notice />
      {code ? (
        <EnterCode code={code} purpose={purpose} sent={sent} />
      ) : (
        <AskCode
          purpose={purpose}
          kinds={situation[login ? 'signIn' : 'signUp'].codes}
          draft={account}
          sent={(made) => {
            setAccount(made.address)
            sent(made)
          }}
        />
      )}
      <OtherWays now={login ? 'sign-in-code' : 'sign-up-code'}>
        {login && situation.signIn.identifiers.length === 0 && situation.signIn.passkey && <PasskeyWay />}
      </OtherWays>
      <nav class="ways">
        {login && situation.signUp.enabled && (
          <p>
            {text.noAccountYet}{' '}
            <button type="button" class="link" onClick={() => show('sign-up-code')}>
              {text.toSignUp}
            </button>
          </p>
        )}
        {!login && (
          <p>
            {text.haveAccount}{' '}
            <button type="button" class="link" onClick={() => show('sign-in')}>
              {text.toSignIn}
            </button>
          </p>
        )}
        <Cancel acting={leaving} />
      </nav>
    </>
  )
}
