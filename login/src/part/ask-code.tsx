import { useEffect, useState } from 'preact/hooks'
import { kindOf } from '../address.ts'
import type { CodePurpose, SentCode } from '../sent-code.ts'
import type { CodeKind } from '../situation.ts'
import { useStage } from '../stage.ts'
import { type Say, useAct } from '../use-act.ts'
import { type Occasion, useAgreements } from '../use-agreements.ts'
import { Submit } from './actions.tsx'
import { Agreements } from './agreements.tsx'
import { Alert } from './alert.tsx'
import { Field } from './field.tsx'
import { RegionChoice, useRegion } from './region-choice.tsx'

type AskCodeProps = {
  purpose: CodePurpose
  kinds: CodeKind[]
  /** Typed before, here or elsewhere on the page. */
  draft: string
  sent: (code: SentCode) => void
}

const occasions: Record<CodePurpose, Occasion> = {
  login: 'signIn',
  link: 'signIn',
  register: 'signUp',
  'reset-password': null,
}

const only = (kinds: CodeKind[]) => (kinds.length === 1 ? kinds[0] : null)

function fault(address: string, kinds: CodeKind[]): Say | null {
  if (address === '') return (text) => text.accountMissing(text.account(kinds))
  if (kindOf(address, kinds)) return null
  const kind = address.includes('@') && kinds.includes('email') ? 'email' : only(kinds)
  if (!kind) return (text) => text.emailOrPhoneWrong
  return (text) => (kind === 'email' ? text.emailWrong : text.phoneWrong)
}

/** The first half of each way by code or link: where it shall go. */
export function AskCode({ purpose, kinds, draft, sent }: AskCodeProps) {
  const { situation, text } = useStage()
  const [typed, setTyped] = useState(kindOf(draft.trim(), kinds) ? draft.trim() : '')
  const acting = useAct(['account'])
  const agreeing = useAgreements(occasions[purpose])
  const kind = only(kinds)
  const regional = useRegion(typed, kindOf(typed, kinds) === 'phone')
  const action = purpose === 'link' ? 'send-link' : 'send-code'
  // Whoever comes back to change the address finds it under the hand.
  useEffect(() => document.getElementById('address')?.focus(), [])

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    const address = typed.trim()
    const wrong = fault(address, kinds)
    if (wrong) return acting.complain({ account: wrong })
    if (!agreeing.settled()) return
    const to = regional.open ? regional.full : address
    const gone = await acting.send(action, { purpose, address: to })
    if (gone) sent({ uid: situation.uid, purpose, address: to, at: Date.now() })
  }

  return (
    <form ref={acting.form} method="post" noValidate onSubmit={submit} aria-busy={acting.busy ? 'true' : undefined}>
      <Alert {...acting} />
      <Field
        name="address"
        label={text.account(kinds)}
        error={acting.fields.account}
        value={typed}
        onText={(value) => {
          setTyped(value)
          acting.forget('account')
        }}
        input={{
          type: 'text',
          inputMode: kind === 'phone' ? 'tel' : kind === 'email' ? 'email' : 'text',
          autocomplete: kind === 'phone' ? 'tel' : (kind ?? 'username'),
          autocapitalize: 'none',
          spellcheck: false,
          required: true,
        }}
      >
        <RegionChoice {...regional} />
      </Field>
      <Agreements {...agreeing} />
      <Submit label={purpose === 'link' ? text.sendLink : text.sendCode} busy={acting.busy === action} />
    </form>
  )
}
