import type { ConsentAsked } from '@menshen/contract/pages/sign-in'
import { Leaving, Submit } from '../part/actions.tsx'
import { Notice } from '../part/alert.tsx'
import { Emblem } from '../part/emblem.tsx'
import { Form } from '../part/form.tsx'
import { Heading } from '../part/heading.tsx'
import { Icon } from '../part/icon.tsx'
import { useStage } from '../stage.ts'
import { useAct } from '../use-act.ts'

function Account({ account, otherAccount }: Pick<ConsentAsked, 'account' | 'otherAccount'>) {
  const { text } = useStage()
  return (
    <div class="account">
      <Emblem name={account.name} picture={account.photo} round />
      <div>
        <strong>{account.name}</strong>
        {account.detail !== account.name && <span>{account.detail}</span>}
      </div>
      {otherAccount && (
        <p class="other">
          {text.notYou} <a href={otherAccount}>{text.useAnother}</a>
        </p>
      )}
    </div>
  )
}

function Scopes({ scopes }: Pick<ConsentAsked, 'scopes'>) {
  const { text } = useStage()
  return (
    <section class="scopes" aria-labelledby="scopes-title">
      <h2 id="scopes-title">{text.consentScopes}</h2>
      <ul>
        {scopes.map((scope) => {
          // Our own words for the scopes of the standard follow a switch of language; an application's own scopes cannot.
          const words = text.scope(scope.name) ?? { name: scope.name, description: scope.description }
          return (
            <li key={scope.name}>
              <Icon name="check" />
              <div>
                <strong>{words.name}</strong>
                <span>{words.description}</span>
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Terms({ terms }: Pick<ConsentAsked, 'terms'>) {
  const { text } = useStage()
  if (terms.length === 0) return null
  return (
    <p class="terms">
      {text.consentTerms}{' '}
      {terms.map(({ text: title, href }) => (
        <a key={href} href={href} target="_blank" rel="noreferrer">
          {title}
        </a>
      ))}
    </p>
  )
}

export function Consent() {
  const { view, text } = useStage()
  const acting = useAct([])
  const asked = view.consent
  if (!asked) return null

  function submit() {
    acting.send('consent', { accept: true })
  }

  return (
    <>
      <Heading title={text.consentTitle(view.application.name)} lead={text.consentLead} />
      <Notice />
      <Form acting={acting} submit={submit}>
        <Account {...asked} />
        <Scopes scopes={asked.scopes} />
        <Terms {...asked} />
        <div class="pair">
          <button type="button" class="button" onClick={() => acting.send('cancel', {})}>
            {text.deny}
          </button>
          <Submit label={text.allow} busy={acting.busy === 'consent'} />
        </div>
        <p class="goes">{text.consentGoes(asked.redirectHost)}</p>
        <Leaving location={acting.location} />
      </Form>
    </>
  )
}
