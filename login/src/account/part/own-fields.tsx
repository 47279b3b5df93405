import type { OwnField, OwnValue } from '@menshen/contract/pages/centre-answers'
import { useRoom } from '../room.ts'
import { Choice, Line } from './choice.tsx'

/** As an input shows it: a moment goes over the wire in milliseconds, and is written in the person's own time here. */
function shown({ dataType }: OwnField, value: string): string {
  if (dataType !== 'DATETIME' || value === '') return value
  const moment = new Date(Number(value))
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

function sent({ dataType }: OwnField, value: string): string {
  return dataType === 'DATETIME' && value !== '' ? String(new Date(value).getTime()) : value
}

/** By key, as the inputs show them. */
export function shownValues(fields: OwnField[], values: OwnValue[]): Record<string, string> {
  const stored = new Map(values.map(({ key, value }) => [key, value]))
  return Object.fromEntries(fields.map((field) => [field.key, shown(field, stored.get(field.key) ?? '')]))
}

/** What was typed, as it goes over the wire. */
export function sentValues(fields: OwnField[], typed: Record<string, string>): OwnValue[] {
  return fields.flatMap((field) => {
    const value = typed[field.key]
    return value === undefined ? [] : { key: field.key, value: sent(field, value) }
  })
}

type OwnInputProps = { field: OwnField; value: string; onText: (value: string) => void }

/** What the pool asks of its people besides the profile that everybody has. */
export function OwnInput({ field, value, onText }: OwnInputProps) {
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
