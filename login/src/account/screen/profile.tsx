import type { Person } from '../centre.ts'
import { Card, Row, Waiting } from '../part/card.tsx'
import type { OwnField, OwnValue } from '../part/own-fields.tsx'
import { Particulars } from '../part/particulars.tsx'
import { Photo } from '../part/photo.tsx'
import { useRoom, useTold, useWhen } from '../room.ts'

export type ProfileTold = {
  person: Person
  fields: OwnField[]
  values: OwnValue[]
  principal: { principalName: string } | null
}

export function Profile() {
  const { data, fault, again, set } = useTold<ProfileTold>('profile')
  const { meet } = useRoom()
  if (!data) return <Waiting fault={fault} again={again} />
  const known = (told: Partial<ProfileTold>) => {
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

function Account({ person, principal }: Pick<ProfileTold, 'person' | 'principal'>) {
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
