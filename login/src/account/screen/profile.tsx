import { useMemo, useState } from 'preact/hooks'
import { Submit } from '../../part/actions.tsx'
import { Alert } from '../../part/alert.tsx'
import { useStage } from '../../stage.ts'
import { useAct } from '../../use-act.ts'
import type { Person } from '../centre.ts'
import { choicesOf, withPresent } from '../lists.ts'
import { Card, Row, Waiting } from '../part/card.tsx'
import { Choice, Line } from '../part/choice.tsx'
import { type OwnField, OwnFields, type OwnValue } from '../part/own-fields.tsx'
import { Photo } from '../part/photo.tsx'
import { useRoom, useTold, useWhen } from '../room.ts'

type Told = {
  person: Person
  fields: OwnField[]
  values: OwnValue[]
  principal: { principalName: string } | null
}

/** What browsers know to fill in (HTML, "autofill detail tokens"). */
const filledBy: Record<string, string> = {
  nickname: 'nickname',
  name: 'name',
  givenName: 'given-name',
  familyName: 'family-name',
  birthdate: 'bday',
  company: 'organization',
  website: 'url',
  province: 'address-level1',
  city: 'address-level2',
  streetAddress: 'street-address',
  postalCode: 'postal-code',
}

export function Profile() {
  const { data, fault, again, set } = useTold<Told>('profile')
  const { meet } = useRoom()
  if (!data) return <Waiting fault={fault} again={again} />
  const known = (person: Person) => {
    set({ ...data, person })
    meet(person)
  }
  return (
    <>
      <Photo person={data.person} known={known} />
      <About person={data.person} known={known} />
      {data.fields.length > 0 && <OwnFields fields={data.fields} values={data.values} />}
      <Account person={data.person} principal={data.principal} />
    </>
  )
}

function About({ person, known }: { person: Person; known: (person: Person) => void }) {
  const { words, tell } = useRoom()
  const acting = useAct([])
  const [typed, setTyped] = useState(person.profile)
  const write = (name: string) => (value: string) => setTyped((now) => ({ ...now, [name]: value }))
  const line = (name: string, type?: 'date' | 'url') => (
    <Line
      name={name}
      type={type ?? 'text'}
      label={words.profile.field(name)}
      value={typed[name] ?? ''}
      onText={write(name)}
      autocomplete={filledBy[name]}
    />
  )

  const listed = (name: string) => ({
    present: person.profile[name] ?? '',
    value: typed[name] ?? '',
    onText: write(name),
  })

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    tell(null)
    const told = await acting.ask('save-profile', typed)
    if (!told) return
    known(told.person as Person)
    tell((say) => say.saved)
  }

  // A date that was written elsewhere in another form is a line of text here, lest the picker show nothing and take it away.
  const pickable = /^(\d{4}-\d{2}-\d{2})?$/.test(person.profile.birthdate ?? '')
  const genders = ['U', 'M', 'F'].map((value) => ({ value, label: words.profile.gender[value] ?? value }))
  return (
    <Card title={words.profile.about}>
      <form ref={acting.form} method="post" noValidate onSubmit={submit}>
        <Alert {...acting} />
        <div class="columns">
          {line('nickname')}
          {line('name')}
          {line('familyName')}
          {line('givenName')}
          <Choice
            name="gender"
            label={words.profile.field('gender')}
            value={typed.gender || 'U'}
            options={genders}
            onText={write('gender')}
          />
          {line('birthdate', pickable ? 'date' : undefined)}
          {line('company')}
          {line('website', 'url')}
          <Listed field="country" {...listed('country')} />
          {line('province')}
          {line('city')}
          {line('postalCode')}
          {line('streetAddress')}
          <Listed field="locale" {...listed('locale')} />
          <Listed field="zoneinfo" {...listed('zoneinfo')} />
        </div>
        <Submit label={words.save} busy={acting.busy !== null} />
      </form>
    </Card>
  )
}

type ListedProps = {
  field: 'country' | 'locale' | 'zoneinfo'
  /** As it is kept. */
  present: string
  value: string
  onText: (value: string) => void
}

/** One of a list that is too long to be written out with every letter that is typed elsewhere. */
function Listed({ field, present, value, onText }: ListedProps) {
  const { words } = useRoom()
  const { language } = useStage()
  const options = useMemo(
    () => withPresent(choicesOf(field, language), present, words.profile.none),
    [field, language, present],
  )
  return <Choice name={field} label={words.profile.field(field)} value={value} options={options} onText={onText} />
}

function Account({ person, principal }: Pick<Told, 'person' | 'principal'>) {
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
