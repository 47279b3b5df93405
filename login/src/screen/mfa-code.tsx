import { useEffect, useState } from 'preact/hooks'
import { kindOf } from '../address.ts'
import { type FactorName, masked } from '../asked-factor.ts'
import { Leaving, Submit } from '../part/actions.tsx'
import { Alert } from '../part/alert.tsx'
import { CodeField } from '../part/code-field.tsx'
import { Field } from '../part/field.tsx'
import { RegionChoice, useRegion } from '../part/region-choice.tsx'
import { Resend } from '../part/resend.tsx'
import { SentTo } from '../part/sent-to.tsx'
import { useStage } from '../stage.ts'
import { useAct } from '../use-act.ts'

type Wanted = { way: Exclude<FactorName, 'OTP' | 'PASSKEY'>; trust: boolean }
/** `address` is empty when it is the person's own; `at`: milliseconds since 1970. */
type Sent = { address: string; at: number; again: boolean }

const kinds = { SMS: 'sms', EMAIL: 'email' } as const

/** A code to an address of the person's, or to one that they bind with it. */
export function FactorCode({ way, trust }: Wanted) {
  const [sent, setSent] = useState<Sent | null>(null)
  return sent ? (
    <Enter way={way} trust={trust} sent={sent} setSent={setSent} />
  ) : (
    <Ask way={way} sent={(address) => setSent({ address, at: Date.now(), again: false })} />
  )
}

function Ask({ way, sent }: { way: Wanted['way']; sent: (address: string) => void }) {
  const { text, factor } = useStage()
  const [typed, setTyped] = useState('')
  const acting = useAct(['account'])
  const own = factor?.enrolled ? (way === 'SMS' ? factor.phone : factor.email) : null
  const regional = useRegion(typed, way === 'SMS' && kindOf(typed, ['phone']) === 'phone')
  const label = way === 'SMS' ? text.factor.phone : text.factor.email
  // It comes after the screen has opened, so the screen's own focus is gone by then.
  useEffect(() => document.getElementById('address')?.focus(), [])

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    const address = regional.open ? regional.full : typed.trim()
    if (!own && address === '') return acting.complain({ account: (words) => words.accountMissing(label) })
    if (await acting.send('mfa-send', { mfaToken: factor?.mfaToken, kind: kinds[way], address })) sent(address)
  }

  return (
    <form ref={acting.form} method="post" noValidate onSubmit={submit} aria-busy={acting.busy ? 'true' : undefined}>
      <Alert {...acting} />
      {own ? (
        <p class="plain">{text.factor.sendTo(masked(own))}</p>
      ) : (
        <Field
          name="address"
          label={label}
          hint={text.factor.bindHint}
          error={acting.fields.account}
          value={typed}
          onText={(value) => {
            setTyped(value)
            acting.forget('account')
          }}
          input={{
            type: 'text',
            inputMode: way === 'SMS' ? 'tel' : 'email',
            autocomplete: way === 'SMS' ? 'tel' : 'email',
            autocapitalize: 'none',
            spellcheck: false,
            required: true,
          }}
        >
          <RegionChoice {...regional} />
        </Field>
      )}
      <Submit label={text.sendCode} busy={acting.busy === 'mfa-send'} />
    </form>
  )
}

type EnterProps = Wanted & { sent: Sent; setSent: (sent: Sent | null) => void }

function Enter({ way, trust, sent, setSent }: EnterProps) {
  const { text, situation, factor } = useStage()
  const { length } = situation.code
  const [code, setCode] = useState('')
  const acting = useAct(['code'])
  const own = way === 'SMS' ? factor?.phone : factor?.email
  const where = { mfaToken: factor?.mfaToken, kind: kinds[way], address: sent.address }

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (code.length < length) return acting.complain({ code: (words) => words.codeShort(length) })
    acting.send('mfa-code', { ...where, code, trust })
  }

  async function resend() {
    if (!(await acting.send('mfa-send', where))) return
    setCode('')
    setSent({ ...sent, at: Date.now(), again: true })
  }

  return (
    <form ref={acting.form} method="post" noValidate onSubmit={submit} aria-busy={acting.busy ? 'true' : undefined}>
      <Alert {...acting} />
      <SentTo address={sent.address || masked(own ?? '')} change={sent.address ? () => setSent(null) : undefined} />
      <CodeField
        value={code}
        error={acting.fields.code}
        onText={(typed) => {
          setCode(typed)
          acting.forget('code')
        }}
      />
      <Submit label={text.factor.confirm} busy={acting.busy === 'mfa-code'} />
      <Resend at={sent.at} again={sent.again} resend={resend} />
      <Leaving location={acting.location} />
    </form>
  )
}
