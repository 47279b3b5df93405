import { useState } from 'preact/hooks'
import { Cancel, Leaving, Submit } from '../part/actions.tsx'
import { Form } from '../part/form.tsx'
import { Heading } from '../part/heading.tsx'
import { useStage } from '../stage.ts'
import { useAct } from '../use-act.ts'

/** Behind the link of a mail: only a person presses the button, and only that signs in. */
export function FollowLink() {
  const { view, text, show } = useStage()
  const [token] = useState(() => new URLSearchParams(location.search).get('link') ?? '')
  const acting = useAct([])
  const { name } = view.application

  function submit() {
    acting.send('sign-in-by-link', { token })
  }

  return (
    <>
      <Heading title={text.signInTitle} lead={text.followLinkLead(name)} />
      <Form acting={acting} submit={submit}>
        <Submit label={text.signInButton} busy={acting.busy === 'sign-in-by-link'} />
        <Leaving location={acting.location} />
      </Form>
      <nav class="ways">
        {view.signIn.link && (
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
