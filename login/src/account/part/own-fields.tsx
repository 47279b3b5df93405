import { useState } from 'preact/hooks'
import { Submit } from '../../part/actions.tsx'
import { Alert } from '../../part/alert.tsx'
import { useAct } from '../../use-act.ts'
import { useRoom } from '../room.ts'
import { Card } from './card.tsx'
import { Choice, Line } from './choice.tsx'

export type OwnField = { key: string; label: string; dataType: string; choices: string[]; editable: boolean }
export type OwnValue = { key: string; value: string }

/** As an input shows it: a moment goes over the wire in milliseconds, and is written in the person's own time here. */
function shown({ dataType }: OwnField, value: string): string {
  if (dataType !== 'DATETIME' || value === '') return value
  const moment = new Date(Number(value))
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

function sent({ dataType }: OwnField, value: string): string {
  return dataType === 'DATETIME' && value !== '' ? String(new Date(value).getTime()) : value
}

/** What the pool asks of its people beside the profile that everybody has. */
export function OwnFields({ fields, values }: { fields: OwnField[]; values: OwnValue[] }) {
  const { words, tell } = useRoom()
  const acting = useAct([])
  const [typed, setTyped] = useState(() => {
    const stored = new Map(values.map(({ key, value }) => [key, value]))
    return Object.fromEntries(fields.map((field) => [field.key, shown(field, stored.get(field.key) ?? '')]))
  })

  async function submit(event: SubmitEvent) {
    event.preventDefault()
    tell(null)
    const changed = fields.filter(({ editable }) => editable)
    const told = await acting.ask('save-fields', {
      values: changed.map((field) => ({ key: field.key, value: sent(field, typed[field.key] ?? '') })),
    })
    if (told) tell((say) => say.saved)
  }

  return (
    <Card title={words.profile.more} lead={words.profile.moreLead}>
      <form ref={acting.form} method="post" noValidate onSubmit={submit}>
        <Alert {...acting} />
        <div class="columns">
          {fields.map((field) => (
            <OwnInput
              key={field.key}
              field={field}
              value={typed[field.key] ?? ''}
              onText={(value) => setTyped((now) => ({ ...now, [field.key]: value }))}
            />
          ))}
        </div>
        <Submit label={words.save} busy={acting.busy !== null} />
      </form>
    </Card>
  )
}

function OwnInput({ field, value, onText }: { field: OwnField; value: string; onText: (value: string) => void }) {
  const { profile } = useRoom().words
  const common = { name: `own-${field.key}`, label: field.label, value, onText, disabled: !field.editable }
  const hint = field.editable ? undefined : profile.fixed
  const none = { value: '', label: profile.choose }
  if (field.dataType === 'SELECT') {
    const options = [none, ...field.choices.map((choice) => ({ value: choice, label: choice }))]
    return <Choice {...common} hint={hint} options={options} />
  }
  if (field.dataType === 'BOOLEAN') {
    const options = [none, { value: 'true', label: profile.yes }, { value: 'false', label: profile.no }]
    return <Choice {...common} hint={hint} options={options} />
  }
  const type = field.dataType === 'NUMBER' ? 'number' : field.dataType === 'DATETIME' ? 'datetime-local' : 'text'
  return <Line {...common} type={type} hint={hint ?? (field.dataType === 'OBJECT' ? profile.json : undefined)} />
}
