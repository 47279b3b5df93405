import { Submit } from '../../part/actions.tsx'
import { Alert } from '../../part/alert.tsx'
import { useAct } from '../../use-act.ts'
import type { Person } from '../centre.ts'
import { changed, isUnsaved, noDraft } from '../draft.ts'
import { useRoom } from '../room.ts'
import type { ProfileTold } from '../screen/profile.tsx'
import { Card } from './card.tsx'
import { OwnInput, type OwnValue, sentValues, shownValues } from './own-fields.tsx'
import { groups, ProfileInput } from './profile-input.tsx'

type ParticularsProps = { told: ProfileTold; known: (told: Partial<ProfileTold>) => void }

/**
 * Everything that people write about themselves, with one button for all of it. What is typed is the room's, so that it is
 * still there after a look at another section.
 */
export function Particulars({ told: { person, fields, values }, known }: ParticularsProps) {
  const { words, tell, draft, setDraft } = useRoom()
  const acting = useAct([])
  const shown = shownValues(fields, values)
  const write = (name: string) => (value: string) =>
    setDraft((now) => ({ ...now, profile: changed(now.profile, name, value, person.profile[name] ?? '') }))
  const writeOwn = (key: string) => (value: string) =>
    setDraft((now) => ({ ...now, own: changed(now.own, key, value, shown[key] ?? '') }))

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    tell(null)
    const saved = await acting.ask('save-profile', draft.profile)
    if (!saved) return
    known({ person: saved.person as Person })
    setDraft((now) => ({ ...now, profile: {} }))
    if (Object.keys(draft.own).length > 0) {
      const kept = await acting.ask('save-fields', { values: sentValues(fields, draft.own) })
      if (!kept) return
      known({ person: saved.person as Person, values: kept.values as OwnValue[] })
      setDraft(() => noDraft)
    }
    tell((say) => say.saved)
  }

  return (
    <Card title={words.profile.about}>
      <form ref={acting.form} method="post" noValidate onSubmit={submit}>
        <Alert {...acting} />
        {groups.map((group) => (
          <fieldset key={group.name} class="group">
            <legend>{words.profile.group[group.name]}</legend>
            <div class="columns">
              {group.fields.map((name) => (
                <ProfileInput
                  key={name}
                  name={name}
                  kept={person.profile[name] ?? ''}
                  value={draft.profile[name] ?? person.profile[name] ?? ''}
                  onText={write(name)}
                />
              ))}
            </div>
          </fieldset>
        ))}
        {fields.length > 0 && (
          <fieldset class="group">
            <legend>{words.profile.more}</legend>
            <p class="fine">{words.profile.moreLead}</p>
            <div class="columns">
              {fields.map((field) => (
                <OwnInput
                  key={field.key}
                  field={field}
                  value={draft.own[field.key] ?? shown[field.key] ?? ''}
                  onText={writeOwn(field.key)}
                />
              ))}
            </div>
          </fieldset>
        )}
        <div class="form-end">
          <Submit label={words.save} busy={acting.busy !== null} />
          {isUnsaved(draft) && (
            <>
              <button type="button" class="button" onClick={() => setDraft(() => noDraft)}>
                {words.profile.discard}
              </button>
              <span class="fine">{words.profile.unsaved}</span>
            </>
          )}
        </div>
      </form>
    </Card>
  )
}
