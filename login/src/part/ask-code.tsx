import type { CodeKind } from '@menshen/contract/pages/sign-in'
import { useState } from 'preact/hooks'
import { kindOf } from '../address.ts'
import type { Say } from '../progress.ts'
import type { CodePurpose, SentCode } from '../sent-code.ts'
import { useStage } from '../stage.ts'
import { useAct } from '../use-act.ts'
import { type Occasion, useAgreements } from '../use-agreements.ts'
import { Submit } from './actions.tsx'
import { AddressField } from './address-field.tsx'
import { Agreements } from './agreements.tsx'
import { Form } from './form.tsx'
import { useRegion } from './region-choice.tsx'

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

const only = ([kind, another]: CodeKind[]) => (kind && !another ? kind : null)

function fault(address: string, kinds: CodeKind[]): Say | undefined {
  if (address === '') return (text) => text.accountMissing(text.account(kinds))
  if (kindOf(address, kinds)) return undefined
  const kind = address.includes('@') && kinds.includes('email') ? 'email' : only(kinds)
  if (!kind) return (text) => text.emailOrPhoneWrong
  return (text) => (kind === 'email' ? text.emailWrong : text.phoneWrong)
}

/** The first half of each way by code or link: where it goes. */
export function AskCode({ purpose, kinds, draft, sent }: AskCodeProps) {
  const { view, text } = useStage()
  const [typed, setTyped] = useState(kindOf(draft.trim(), kinds) ? draft.trim() : '')
  const acting = useAct(['account'])
  const agreeing = useAgreements(occasions[purpose])
  const regional = useRegion(typed, kindOf(typed, kinds) === 'phone')
  const action = purpose === 'link' ? 'send-link' : 'send-code'

  async function submit() {
    if (acting.complain({ account: fault(typed.trim(), kinds) }) || !agreeing.settled()) return
    const address = regional.full
    const gone = await acting.send(action, { purpose, address })
    if (gone) sent({ uid: view.uid, purpose, address, at: Date.now() })
  }

  return (
    <Form acting={acting} submit={submit}>
      <AddressField
        kind={only(kinds)}
        label={text.account(kinds)}
        acting={acting}
        value={typed}
        setValue={setTyped}
        regional={regional}
      />
      <Agreements {...agreeing} />
      <Submit label={purpose === 'link' ? text.sendLink : text.sendCode} busy={acting.busy === action} />
    </Form>
  )
}
