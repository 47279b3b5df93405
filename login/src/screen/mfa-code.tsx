import { useState } from 'preact/hooks'
import { kindOf } from '../address.ts'
import { type FactorName, masked } from '../asked-factor.ts'
import { Leaving, Submit } from '../part/actions.tsx'
import { AddressField } from '../part/address-field.tsx'
import { CodeField, tooShort } from '../part/code-field.tsx'
import { Form } from '../part/form.tsx'
import { useRegion } from '../part/region-choice.tsx'
import { Resend } from '../part/resend.tsx'
import { SentTo } from '../part/sent-to.tsx'
import { useStage } from '../stage.ts'
import { useAct } from '../use-act.ts'
import type { Going } from './going.ts'

type Wanted = Pick<Going, 'factor' | 'trust'> & { way: Exclude<FactorName, 'OTP' | 'PASSKEY'> }
/** `address` is empty when it is the person's own; `at`: milliseconds since 1970. */
type Sent = { address: string; at: number; again: boolean }

const kinds = { SMS: 'sms', EMAIL: 'email' } as const

const ownOf = ({ way, factor }: Omit<Wanted, 'trust'>) => (way === 'SMS' ? factor.phone : factor.email)

/** A code to an address of the person's, or to one that they bind with it. */
export function FactorCode(wanted: Wanted) {
  const [sent, setSent] = useState<Sent | null>(null)
  return sent ? (
    <Enter {...wanted} sent={sent} setSent={setSent} />
  ) : (
    <Ask {...wanted} sent={(address) => setSent({ address, at: Date.now(), again: false })} />
  )
}

function Ask({ way, factor, sent }: Wanted & { sent: (address: string) => void }) {
  const { text } = useStage()
  const [typed, setTyped] = useState('')
  const acting = useAct(['account'])
  const own = factor.enrolled ? ownOf({ way, factor }) : null
  const kind = way === 'SMS' ? 'phone' : 'email'
  const regional = useRegion(typed, kindOf(typed, ['phone']) === kind)
  const label = text.factor[kind]

  async function submit() {
    const address = regional.full
    if (!own && address === '') return acting.complain({ account: (words) => words.accountMissing(label) })
    if (await acting.send('mfa-send', { mfaToken: factor.mfaToken, kind: kinds[way], address })) sent(address)
  }

  return (
    <Form acting={acting} submit={submit}>
      {own ? (
        <p class="plain">{text.factor.sendTo(masked(own))}</p>
      ) : (
        <AddressField
          kind={kind}
          label={label}
          hint={text.factor.bindHint}
          acting={acting}
          value={typed}
          setValue={setTyped}
          regional={regional}
        />
      )}
      <Submit label={text.sendCode} busy={acting.busy === 'mfa-send'} />
    </Form>
  )
}

type EnterProps = Wanted & { sent: Sent; setSent: (sent: Sent | null) => void }

function Enter({ way, factor, trust, sent, setSent }: EnterProps) {
  const { text, view } = useStage()
  const { length } = view.code
  const [code, setCode] = useState('')
  const acting = useAct(['code'])
  const where = { mfaToken: factor.mfaToken, kind: kinds[way], address: sent.address }

  async function resend() {
    if (!(await acting.send('mfa-send', where))) return
    setCode('')
    setSent({ ...sent, at: Date.now(), again: true })
  }

  return (
    <Form
      acting={acting}
      submit={() => tooShort(acting, code, length) || acting.send('mfa-code', { ...where, code, trust })}
    >
      <SentTo
        address={sent.address || masked(ownOf({ way, factor }) ?? '')}
        change={sent.address ? () => setSent(null) : undefined}
      />
      <CodeField acting={acting} value={code} setValue={setCode} />
      <Submit label={text.factor.confirm} busy={acting.busy === 'mfa-code'} />
      <Resend at={sent.at} again={sent.again} resend={resend} />
      <Leaving location={acting.location} />
    </Form>
  )
}
