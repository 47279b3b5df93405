import type { CentreActions } from '@menshen/contract/pages/centre-actions'
import type { SecurityAnswer } from '@menshen/contract/pages/centre-answers'
import type { CodeKind } from '@menshen/contract/pages/sign-in'
import { useState } from 'preact/hooks'
import { Submit } from '../../part/actions.tsx'
import { CodeField, tooShort } from '../../part/code-field.tsx'
import { Form } from '../../part/form.tsx'
import { Resend } from '../../part/resend.tsx'
import { useStage } from '../../stage.ts'
import { useAct } from '../../use-act.ts'
import { Dialog } from '../part/dialog.tsx'
import { useRoom } from '../room.ts'

type VerifyDialogProps = { kind: CodeKind; told: SecurityAnswer; close: () => void; done: () => void }

/** A code goes to the address that the person has, and shows that it is theirs. */
export function VerifyDialog({ kind, told, close, done }: VerifyDialogProps) {
  const address = told.person[kind] ?? ''
  const { view, text } = useStage()
  const { words, tell } = useRoom()
  const { length } = view.code
  const [sentAt, setSentAt] = useState<number | null>(null)
  const [again, setAgain] = useState(false)
  const [code, setCode] = useState('')
  const acting = useAct<CentreActions>(['code'])

  async function sendCode(repeated: boolean) {
    if (!(await acting.send('send-own-code', { kind }))) return
    setSentAt(Date.now())
    setAgain(repeated)
  }

  async function submit() {
    if (sentAt === null) return sendCode(false)
    if (!tooShort(acting, code, length)) await finish(code)
  }

  async function finish(typed: string) {
    if (!(await acting.send('verify-contact', { kind, code: typed }))) return
    close()
    tell((say) => say.contact.verified[kind])
    done()
  }

  return (
    <Dialog title={words.contact.verifyTitle[kind]} lead={words.contact.verifyLead(address)} close={close}>
      <Form acting={acting} submit={submit}>
        {sentAt !== null && (
          <CodeField
            label={words.contact.newCode(address)}
            acting={acting}
            value={code}
            setValue={setCode}
            full={(typed) => void finish(typed)}
          />
        )}
        <Submit
          label={sentAt === null ? text.sendCode : words.contact.confirm}
          busy={acting.busy === 'verify-contact' || (sentAt === null && acting.busy !== null)}
        />
        {sentAt !== null && <Resend at={sentAt} again={again} resend={() => void sendCode(true)} />}
      </Form>
    </Dialog>
  )
}
