import { useEffect, useState } from 'preact/hooks'
import { kindOf } from '../../address.ts'
import { digitsOf } from '../../digits.ts'
import { Submit } from '../../part/actions.tsx'
import { Alert } from '../../part/alert.tsx'
import { CodeField } from '../../part/code-field.tsx'
import { Field } from '../../part/field.tsx'
import { RegionChoice, useRegion } from '../../part/region-choice.tsx'
import { Resend } from '../../part/resend.tsx'
import type { CodeKind } from '../../situation.ts'
import { useStage } from '../../stage.ts'
import { useAct } from '../../use-act.ts'
import { Dialog } from '../part/dialog.tsx'
import { useRoom } from '../room.ts'
import type { SecurityTold } from '../screen/security.tsx'

type ContactDialogProps = { kind: CodeKind; told: SecurityTold; close: () => void; done: () => void }
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
  const acting = useAct(['account'])
  const regional = useRegion(address, kindOf(address, [kind]) === 'phone')
  useEffect(() => document.getElementById('address')?.focus(), [])

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    const typed = address.trim()
    if (!kindOf(typed, [kind]))
      return acting.complain({ account: (say) => (kind === 'email' ? say.emailWrong : say.phoneWrong) })
    const to = regional.open ? regional.full : typed
    if (!(await acting.send('send-new-code', { kind, address: to }))) return
    if (provesOld && !(await acting.send('send-old-code', { kind }))) return
    sent({ address: to, at: Date.now(), again: false })
  }

  return (
    <form ref={acting.form} method="post" noValidate onSubmit={submit}>
      <Alert {...acting} />
      <Field
        name="address"
        label={contact.next[kind]}
        error={acting.fields.account}
        value={address}
        onText={(typed) => {
          setAddress(typed)
          acting.forget('account')
        }}
        input={{
          type: 'text',
          inputMode: kind === 'email' ? 'email' : 'tel',
          autocomplete: kind === 'email' ? 'email' : 'tel',
          autocapitalize: 'none',
          spellcheck: false,
          required: true,
        }}
      >
        <RegionChoice {...regional} />
      </Field>
      <Submit label={text.sendCode} busy={acting.busy !== null} />
    </form>
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
  const { text, situation } = useStage()
  const { contact } = useRoom().words
  const { length } = situation.code
  const [code, setCode] = useState('')
  const [oldCode, setOldCode] = useState('')
  // With two codes on the form, a wrong one may be either.
  const acting = useAct(present ? [] : ['code', 'account'])

  async function submit(event: SubmitEvent) {
    event.preventDefault()
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
    <form ref={acting.form} method="post" noValidate onSubmit={submit}>
      <Alert {...acting} />
      <CodeField
        label={contact.newCode(sent.address)}
        value={code}
        error={acting.fields.code}
        onText={(typed) => {
          setCode(typed)
          acting.forget('code')
        }}
      />
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
    </form>
  )
}
