import { useState } from 'preact/hooks'
import type { SentCode } from '../sent-code.ts'
import type { Acting } from '../use-act.ts'
import { Resend } from './resend.tsx'

type ResendCodeProps = {
  /** The form that the code belongs to, which shows why none was sent. */
  acting: Acting
  code: SentCode
  sent: (code: SentCode) => void
  /** Called when another one is under way; what was typed of the last is worth nothing then. */
  clear?: () => void
}

/** Another code, or link, to the same address. */
export function ResendCode({ acting, code, sent, clear }: ResendCodeProps) {
  const [again, setAgain] = useState(false)
  const { purpose, address } = code
  const link = purpose === 'link'

  async function resend() {
    if (!(await acting.send(link ? 'send-link' : 'send-code', { purpose, address }))) return
    setAgain(true)
    clear?.()
    sent({ ...code, at: Date.now() })
  }

  return <Resend at={code.at} again={again} what={link ? 'link' : 'code'} resend={resend} />
}
