import { useState } from 'preact/hooks'
import { Submit } from '../../part/actions.tsx'
import { Alert } from '../../part/alert.tsx'
import { CodeField } from '../../part/code-field.tsx'
import { Resend } from '../../part/resend.tsx'
import type { CodeKind } from '../../situation.ts'
import { useStage } from '../../stage.ts'
import { useAct } from '../../use-act.ts'
import { Dialog } from '../part/dialog.tsx'
import { useRoom } from '../room.ts'

type VerifyDialogProps = { kind: CodeKind; address: string; close: () => void; done: () => void }

/** A code goes to the address that the person has, and shows that it is theirs. */
export function VerifyDialog({ kind, address, close, done }: VerifyDialogProps) {
  const { situation, text } = useStage()
  const { words, tell } = useRoom()
  const { length } = situation.code
  const [sentAt, setSentAt] = useState<number | null>(null)
  const [again, setAgain] = useState(false)
  const [code, setCode] = useState('')
  const acting = useAct(['code'])

  async function sendCode(repeated: boolean) {
    if (!(await acting.send('send-own-code', { kind }))) return
    setSentAt(Date.now())
    setAgain(repeated)
  }

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    if (sentAt === null) return sendCode(false)
    if (code.length < length) return acting.complain({ code: (say) => say.codeShort(length) })
    await finish(code)
  }

  async function finish(typed: string) {
    if (!(await acting.send('verify-contact', { kind, code: typed }))) return
    close()
    tell((say) => say.contact.verified[kind])
    done()
  }

  return (
    <Dialog title={words.contact.verifyTitle[kind]} lead={words.contact.verifyLead(address)} close={close}>
      <form ref={acting.form} method="post" noValidate onSubmit={submit}>
        <Alert {...acting} />
        {sentAt !== null && (
          <CodeField
            label={words.contact.newCode(address)}
            value={code}
            error={acting.fields.code}
            onText={(typed) => {
              setCode(typed)
              acting.forget('code')
              // Nothing is left to decide once the last digit stands.
              if (typed.length === length && typed !== code) void finish(typed)
            }}
          />
        )}
        <Submit
          label={sentAt === null ? text.sendCode : words.contact.confirm}
          busy={acting.busy === 'verify-contact' || (sentAt === null && acting.busy !== null)}
        />
        {sentAt !== null && <Resend at={sentAt} again={again} resend={() => void sendCode(true)} />}
      </form>
    </Dialog>
  )
}
