import type { ProfileAnswer } from '@menshen/contract/pages/centre-answers'
import { Card, Row, Waiting } from '../part/card.tsx'
import { Particulars } from '../part/particulars.tsx'
import { Photo } from '../part/photo.tsx'
import { useRoom, useTold, useWhen } from '../room.ts'

export function Profile() {
  const { data, fault, again, set } = useTold('profile')
  const { meet } = useRoom()
  if (!data) return <Waiting fault={fault} again={again} />
  const known = (told: Partial<ProfileAnswer>) => {
    set({ ...data, ...told })
    if (told.person) meet(told.person)
  }
  return (
    <>
      <Photo person={data.person} known={(person) => known({ person })} />
      <Particulars told={data} known={known} />
      <Account person={data.person} principal={data.principal} />
    </>
  )
}

function Account({ person, principal }: Pick<ProfileAnswer, 'person' | 'principal'>) {
  const { words } = useRoom()
  const { day } = useWhen()
  const say = words.profile
  return (
    <Card title={say.account}>
      {person.username && <Row title={say.username} detail={person.username} />}
      <Row title={say.id} detail={<code>{person.id}</code>} />
      <Row title={say.since} detail={day(person.signedUp)} />
      <Row title={say.principal} detail={principal ? say.verified(principal.principalName) : say.unverified} />
    </Card>
  )
}
