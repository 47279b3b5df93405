import { Alert } from '../part/alert.tsx'
import { AskCode } from '../part/ask-code.tsx'
import { Heading } from '../part/heading.tsx'
import { OtherWays } from '../part/other-ways.tsx'
import { ResendCode } from '../part/resend-code.tsx'
import { SentTo } from '../part/sent-to.tsx'
import { WaysOut } from '../part/ways-out.tsx'
import type { SentCode } from '../sent-code.ts'
import { useStage } from '../stage.ts'
import { useAct } from '../use-act.ts'
import { useSentCode } from '../use-sent-code.ts'
import type { Drafted } from './drafted.ts'

const purpose = 'link'

function AwaitLink({ link, sent }: { link: SentCode; sent: (link: SentCode | null) => void }) {
  const { text } = useStage()
  const acting = useAct([])
  return (
    <>
      <Alert {...acting} />
      <SentTo address={link.address} what="link" change={() => sent(null)} />
      <p class="field-hint">{text.linkHint}</p>
      <ResendCode acting={acting} code={link} sent={sent} />
    </>
  )
}

/** Signing in with a link that is mailed, and no password. */
export function SignInLink({ account, setAccount }: Drafted) {
  const { view, text } = useStage()
  const [link, sent] = useSentCode(purpose)
  const leaving = useAct([])
  return (
    <>
      <Heading title={text.signInLinkTitle} lead={text.signInLinkLead(view.application.name)} />
      {link ? (
        <AwaitLink link={link} sent={sent} />
      ) : (
        <AskCode
          purpose={purpose}
          kinds={['email']}
          draft={account}
          sent={(made) => {
            setAccount(made.address)
            sent(made)
          }}
        />
      )}
      <OtherWays now="sign-in-link" />
      <WaysOut acting={leaving} />
    </>
  )
}
