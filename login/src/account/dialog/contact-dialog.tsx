import type { CentreActions } from '@menshen/contract/pages/centre-actions'
import type { SecurityAnswer } from '@menshen/contract/pages/centre-answers'
import type { CodeKind } from '@menshen/contract/pages/sign-in'
import { useState } from 'preact/hooks'
import { kindOf } from '../../address.ts'
import { digitsOf } from '../../digits.ts'
import { Submit } from '../../part/actions.tsx'
import { AddressField } from '../../part/address-field.tsx'
import { CodeField } from '../../part/code-field.tsx'
import { Field } from '../../part/field.tsx'
import { Form } from '../../part/form.tsx'
import { useRegion } from '../../part/region-choice.tsx'
import { Resend } from '../../part/resend.tsx'
import { useStage } from '../../stage.ts'
import { useAct } from '../../use-act.ts'
import { Dialog } from '../part/dialog.tsx'
import { useRoom } from '../room.ts'

type ContactDialogProps = { kind: CodeKind; told: SecurityAnswer; close: () => void; done: () => void }
type Sent = { address: string; at: number; again: boolean }

/** A new address, or the first: a code shows that it is the person's, and where the pool says so another goes to the old one. */
export function ContactDialog({ kind, told, close, done }: ContactDialogProps) {
  const { words, tell } = useRoom()
  const present = told.person[kind]
  const provesOld = present !== null && told.provesOld[kind]
  const [address, setAddress] = useState('')
  const [sent, setSent] = useState<Sent | null>(null)

  const finish = () => {
    close()
    tell((say) => say.contact.changed[kind])
    done()
  }

  return (
    <Dialog
      title={words.contact.title[kind]}
      lead={provesOld ? words.contact.leadOld : words.contact.lead}
      close={close}
    >
      {sent ? (
        <Prove
          kind={kind}
          present={provesOld ? present : null}
          bound={present !== null}
          sent={sent}
          setSent={setSent}
          finish={finish}
        />
      ) : (
        <Send kind={kind} provesOld={provesOld} address={address} setAddress={setAddress} sent={setSent} />
      )}
    </Dialog>
  )
}

type SendProps = {
  kind: CodeKind
  provesOld: boolean
  address: string
  setAddress: (text: string) => void
  sent: (sent: Sent) => void
}

function Send({ kind, provesOld, address, setAddress, sent }: SendProps) {
  const { text } = useStage()
  const { contact } = useRoom().words
  const acting = useAct<CentreActions>(['account'])
  const regional = useRegion(address, kindOf(address, [kind]) === 'phone')

  async function submit() {
    if (!kindOf(address.trim(), [kind]))
      return acting.complain({ account: (say) => (kind === 'email' ? say.emailWrong : say.phoneWrong) })
    const to = regional.full
    if (!(await acting.send('send-new-code', { kind, address: to }))) return
    if (provesOld && !(await acting.send('send-old-code', { kind }))) return
    sent({ address: to, at: Date.now(), again: false })
  }

  return (
    <Form acting={acting} submit={submit}>
      <AddressField
        kind={kind}
        label={contact.next[kind]}
        acting={acting}
        value={address}
        setValue={setAddress}
        regional={regional}
      />
      <Submit label={text.sendCode} busy={acting.busy !== null} />
    </Form>
  )
}

type ProveProps = {
  kind: CodeKind
  /** Whose code is wanted as well; null: nobody's. */
  present: string | null
  bound: boolean
  sent: Sent
  setSent: (sent: Sent | null) => void
  finish: () => void
}

function Prove({ kind, present, bound, sent, setSent, finish }: ProveProps) {
  const { text, view } = useStage()
  const { contact } = useRoom().words
  const { length } = view.code
  const [code, setCode] = useState('')
  const [oldCode, setOldCode] = useState('')
  // With two codes on the form, a wrong one may be either.
  const acting = useAct<CentreActions>(present ? [] : ['code', 'account'])

  async function submit() {
    if (code.length < length || (present && oldCode.length < length))
      return acting.complain({ code: (say) => say.codeShort(length) })
    const body = { kind, address: sent.address, code, ...(present && { oldCode }) }
    if (await acting.send(bound ? 'change-contact' : 'bind-contact', body)) finish()
  }

  async function resend() {
    const gone =
      (await acting.send('send-new-code', { kind, address: sent.address })) &&
      (!present || (await acting.send('send-old-code', { kind })))
    if (gone) setSent({ ...sent, at: Date.now(), again: true })
  }

  return (
    <Form acting={acting} submit={submit}>
      <CodeField label={contact.newCode(sent.address)} acting={acting} value={code} setValue={setCode} />
      {present && (
        <Field
          name="oldCode"
          label={contact.oldCode(present)}
          error={undefined}
          value={oldCode}
          tidy={(typed) => digitsOf(typed, length)}
          onText={setOldCode}
          input={{ type: 'text', inputMode: 'numeric', autocomplete: 'off', spellcheck: false, required: true }}
        />
      )}
      <Submit label={contact.confirm} busy={acting.busy === 'change-contact' || acting.busy === 'bind-contact'} />
      <Resend at={sent.at} again={sent.again} resend={() => void resend()} />
      <button type="button" class="link link-quiet" onClick={() => setSent(null)}>
        {text.otherAddressLabel}
      </button>
    </Form>
  )
}
