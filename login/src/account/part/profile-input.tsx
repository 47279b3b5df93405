import type { shownProfile } from '@menshen/contract/pages/centre-actions'
import { useMemo } from 'preact/hooks'
import { useStage } from '../../stage.ts'
import { choicesOf, withPresent } from '../lists.ts'
import { useRoom } from '../room.ts'
import { Choice, Line } from './choice.tsx'

/** The profile that everybody has, as it is asked for. */
export const groups = [
  { name: 'name', fields: ['nickname', 'name', 'familyName', 'givenName'] },
  { name: 'person', fields: ['gender', 'birthdate', 'company', 'website'] },
  { name: 'address', fields: ['country', 'province', 'city', 'postalCode', 'streetAddress'] },
  { name: 'region', fields: ['locale', 'zoneinfo'] },
] as const satisfies { name: string; fields: (keyof typeof shownProfile)[] }[]

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

type ProfileInputProps = {
  name: (typeof groups)[number]['fields'][number]
  kept: string
  value: string
  onText: (value: string) => void
}

export function ProfileInput({ name, kept, value, onText }: ProfileInputProps) {
  const { profile } = useRoom().words
  const common = { name, label: profile.field(name), onText }
  if (name === 'gender') {
    const options = ['U', 'M', 'F'].map((sign) => ({ value: sign, label: profile.gender[sign] ?? sign }))
    return <Choice {...common} value={value || 'U'} options={options} />
  }
  if (name === 'country' || name === 'locale' || name === 'zoneinfo')
    return <Listed {...common} name={name} kept={kept} value={value} />
  // A date that was written elsewhere in another form is a line of text here, so that the picker does not show nothing and take it away.
  const pickable = /^(\d{4}-\d{2}-\d{2})?$/.test(kept)
  const type = name === 'birthdate' && pickable ? 'date' : name === 'website' ? 'url' : 'text'
  return <Line {...common} type={type} value={value} autocomplete={filledBy[name]} />
}

type ListedProps = Omit<ProfileInputProps, 'name'> & { name: 'country' | 'locale' | 'zoneinfo'; label: string }

/** One of a list that is too long to be written out with every letter that is typed elsewhere. */
function Listed({ name, kept, ...rest }: ListedProps) {
  const { profile } = useRoom().words
  const { language } = useStage()
  const options = useMemo(
    () => withPresent(choicesOf(name, language), kept, profile.none),
    [name, language, kept, profile],
  )
  return <Choice name={name} {...rest} options={options} />
}
