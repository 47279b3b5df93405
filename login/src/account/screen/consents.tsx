import { useState } from 'preact/hooks'
import { useStage } from '../../stage.ts'
import { Card, Row, Waiting } from '../part/card.tsx'
import { type Asked, Confirm } from '../part/confirm.tsx'
import { useRoom, useTold, useWhen } from '../room.ts'

type Scope = { name: string; description: string }
type Consent = { id: string; name: string; scopes: Scope[]; givenAt: string }

export function Consents() {
  const { data, fault, again } = useTold<{ consents: Consent[] }>('consents')
  const { words, tell } = useRoom()
  const { text } = useStage()
  const { day } = useWhen()
  const [asked, setAsked] = useState<Asked | null>(null)
  const say = words.consents
  if (!data) return <Waiting fault={fault} again={again} />

  function withdraw({ id, name }: Consent) {
    tell(null)
    setAsked({
      title: say.withdrawTitle(name),
      lead: say.withdrawLead,
      button: say.withdraw,
      action: 'withdraw-consent',
      body: { id },
      done() {
        tell((told) => told.consents.withdrawn)
        again()
      },
    })
  }

  return (
    <Card title={words.section('consents')}>
      {data.consents.length === 0 && <p class="fine">{say.none}</p>}
      {data.consents.map((consent) => {
        const known = consent.scopes.map((scope) => (text.scope(scope.name) ?? scope).name)
        return (
          <Row
            key={consent.id}
            title={consent.name}
            detail={
              <>
                {known.join(' · ')}
                <br />
                {say.since(day(consent.givenAt))}
              </>
            }
          >
            <button
              type="button"
              class="button button-small"
              aria-label={say.withdrawOf(consent.name)}
              onClick={() => withdraw(consent)}
            >
              {say.withdraw}
            </button>
          </Row>
        )
      })}
      {asked && <Confirm asked={asked} close={() => setAsked(null)} />}
    </Card>
  )
}
