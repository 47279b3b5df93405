import type { CentreActions } from '@menshen/contract/pages/centre-actions'
import type { OwnField, Person, ProfileAnswer } from '@menshen/contract/pages/centre-answers'
import { Submit } from '../../part/actions.tsx'
import { Form } from '../../part/form.tsx'
import { type Acting, useAct } from '../../use-act.ts'
import { changed, isUnsaved, noDraft } from '../draft.ts'
import { useRoom } from '../room.ts'
import { Card } from './card.tsx'
import { OwnInput, sentValues, shownValues } from './own-fields.tsx'
import { groups, ProfileInput } from './profile-input.tsx'

type ParticularsProps = { told: ProfileAnswer; known: (told: Partial<ProfileAnswer>) => void }

/**
 * Everything that people write about themselves, with one button for all of it. What is typed is the room's, so that it is
 * still there after a look at another section.
 */
export function Particulars({ told, known }: ParticularsProps) {
  const { words } = useRoom()
  const acting = useAct<CentreActions>([])
  const shown = shownValues(told.fields, told.values)
  const save = useSaving({ told, known }, acting)
  return (
    <Card title={words.profile.about}>
      <Form acting={acting} submit={save}>
        {groups.map((group) => (
          <Group key={group.name} group={group} profile={told.person.profile} />
        ))}
        {told.fields.length > 0 && <OwnGroup fields={told.fields} shown={shown} />}
        <End busy={acting.busy !== null} />
      </Form>
    </Card>
  )
}

/** Only what was typed is sent, first the profile that everybody has. */
function useSaving({ told: { fields }, known }: ParticularsProps, acting: Acting<CentreActions>) {
  const { tell, draft, setDraft } = useRoom()
  return async () => {
    tell(null)
    const saved = await acting.ask('save-profile', draft.profile)
    if (!saved) return
    known({ person: saved.person })
    setDraft((now) => ({ ...now, profile: {} }))
    if (Object.keys(draft.own).length > 0) {
      const kept = await acting.ask('save-fields', { values: sentValues(fields, draft.own) })
      if (!kept) return
      known({ person: saved.person, values: kept.values })
      setDraft(() => noDraft)
    }
    tell((say) => say.saved)
  }
}

function Group({ group, profile }: { group: (typeof groups)[number]; profile: Person['profile'] }) {
  const { words, draft, setDraft } = useRoom()
  const write = (name: string) => (value: string) =>
    setDraft((now) => ({ ...now, profile: changed(now.profile, name, value, profile[name] ?? '') }))
  return (
    <fieldset class="group">
      <legend>{words.profile.group[group.name]}</legend>
      <div class="columns">
        {group.fields.map((name) => (
          <ProfileInput
            key={name}
            name={name}
            kept={profile[name] ?? ''}
            value={draft.profile[name] ?? profile[name] ?? ''}
            onText={write(name)}
          />
        ))}
      </div>
    </fieldset>
  )
}

function OwnGroup({ fields, shown }: { fields: OwnField[]; shown: Record<string, string> }) {
  const { words, draft, setDraft } = useRoom()
  const write = (key: string) => (value: string) =>
    setDraft((now) => ({ ...now, own: changed(now.own, key, value, shown[key] ?? '') }))
  return (
    <fieldset class="group">
      <legend>{words.profile.more}</legend>
      <p class="fine">{words.profile.moreLead}</p>
      <div class="columns">
        {fields.map((field) => (
          <OwnInput
            key={field.key}
            field={field}
            value={draft.own[field.key] ?? shown[field.key] ?? ''}
            onText={write(field.key)}
          />
        ))}
      </div>
    </fieldset>
  )
}

function End({ busy }: { busy: boolean }) {
  const { words, draft, setDraft } = useRoom()
  return (
    <div class="form-end">
      <Submit label={words.save} busy={busy} />
      {isUnsaved(draft) && (
        <>
          <button type="button" class="button" onClick={() => setDraft(() => noDraft)}>
            {words.profile.discard}
          </button>
          <span class="fine">{words.profile.unsaved}</span>
        </>
      )}
    </div>
  )
}
