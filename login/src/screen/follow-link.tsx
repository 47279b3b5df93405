import { useState } from 'preact/hooks'
import { Cancel, Leaving, Submit } from '../part/actions.tsx'
import { Alert } from '../part/alert.tsx'
import { Heading } from '../part/heading.tsx'
import { useStage } from '../stage.ts'
import { useAct } from '../use-act.ts'

/** Behind the link of a mail: only a person presses the button, and only that signs in. */
export function FollowLink() {
  const { situation, text, show } = useStage()
  const [token] = useState(() => new URLSearchParams(location.search).get('link') ?? '')
  const acting = useAct([])
  const { name } = situation.application

  function submit(event: SubmitEvent) {
    event.preventDefault()
    acting.send('sign-in-by-link', { token })
  }

  return (
    <>
      <Heading title={text.signInTitle} lead={text.followLinkLead(name)} />
      <form ref={acting.form} method="post" noValidate onSubmit={submit} aria-busy={acting.busy ? 'true' : undefined}>
        <Alert {...acting} />
        <Submit label={text.signInButton} busy={acting.busy === 'sign-in-by-link'} />
        <Leaving location={acting.location} />
      </form>
      <nav class="ways">
        {situation.signIn.link && (
          <button type="button" class="link" onClick={() => show('sign-in-link')}>
            {text.another.link.ask}
          </button>
        )}
        <button type="button" class="link" onClick={() => show('sign-in')}>
          {text.backToSignIn}
        </button>
        <Cancel acting={acting} />
      </nav>
    </>
  )
}
