import type { GivenConsent } from '@menshen/contract/pages/centre-answers'
import { useStage } from '../../stage.ts'
import { Card, Row, RowButton, Waiting } from '../part/card.tsx'
import { useConfirm } from '../part/confirm.tsx'
import { useRoom, useTold, useWhen } from '../room.ts'

export function Consents() {
  const { data, fault, again } = useTold('consents')
  const { words, tell } = useRoom()
  const { ask, dialog } = useConfirm()
  const say = words.consents
  if (!data) return <Waiting fault={fault} again={again} />

  const withdraw = ({ id, name }: GivenConsent) =>
    ask({
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

  return (
    <Card title={words.section('consents')}>
      {data.consents.length === 0 && <p class="fine">{say.none}</p>}
      {data.consents.map((consent) => (
        <Given key={consent.id} consent={consent} withdraw={() => withdraw(consent)} />
      ))}
      {dialog}
    </Card>
  )
}

function Given({ consent: { name, scopes, givenAt }, withdraw }: { consent: GivenConsent; withdraw: () => void }) {
  const { text } = useStage()
  const { consents: say } = useRoom().words
  const { day } = useWhen()
  const known = scopes.map((scope) => (text.scope(scope.name) ?? scope).name)
  return (
    <Row
      title={name}
      detail={
        <>
          {known.join(' · ')}
          <br />
          {say.since(day(givenAt))}
        </>
      }
    >
      <RowButton label={say.withdraw} says={say.withdrawOf(name)} act={withdraw} />
    </Row>
  )
}
