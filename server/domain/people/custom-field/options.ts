import { refuse } from '@menshen/contract/errors'
import Type from 'typebox'
import { isOf } from '#domain/shape/kind.ts'
import { requireFew } from '#domain/shape/list.ts'
import { jsonOf } from '#platform/bounded-json.ts'

export interface FieldOptions {
  /** What a SELECT can be. */
  choices: string[]
  userEditable: boolean
}

const Name = Type.String({ minLength: 1 })
const Choices = Type.Array(Type.Union([Name, Type.Object({ value: Name })]))
const Given = Type.Object({
  choices: Type.Optional(Type.Array(Type.Unknown())),
  userEditable: Type.Optional(Type.Boolean()),
})

const most = 500
const example = '{"choices": ["a", "b"], "userEditable": true}'

/**
 * Reads the JSON text that goes with a definition: a list of choices, each a text or an object with `value`, or an object
 * `{ "choices": [...], "userEditable": false }`. 400 for anything else.
 */
export function readOptions(text: string | null): FieldOptions {
  if (!text) return { choices: [], userEditable: true }
  const given = jsonOf(text)
  const { choices = [], userEditable = true } = Array.isArray(given)
    ? { choices: given }
    : isOf(Given, given)
      ? given
      : wrong()
  return { choices: readChoices(choices), userEditable }
}

/** Choices with what people read. */
export interface Choice {
  value: string
  label: string
}

/** The same choices as their reader sees them; one without a label is read as it is. */
export function choicesIn(text: string | null): Choice[] {
  return listIn(text).map((item) => {
    if (typeof item === 'string') return { value: item, label: item }
    const { value, label } = item as { value: string; label?: unknown }
    return { value, label: typeof label === 'string' ? label : value }
  })
}

function listIn(text: string | null): unknown[] {
  const given = text ? jsonOf(text) : null
  return Array.isArray(given) ? given : ((given as { choices?: unknown[] } | null)?.choices ?? [])
}

/** The JSON text with other choices or another word on who may edit; what else stands in it stays. Null when nothing does. */
export function withOptions(
  text: string | null,
  change: { choices?: Choice[]; userEditable?: boolean },
): string | null {
  const given = text ? jsonOf(text) : {}
  const options = { ...(Array.isArray(given) ? { choices: given } : (given as object)), ...change }
  return Object.keys(options).length > 0 ? JSON.stringify(options) : null
}

function readChoices(list: unknown[]): string[] {
  requireFew(list, 'options', most)
  if (!isOf(Choices, list)) return wrong()
  return list.map((item) => (isOf(Name, item) ? item : item.value))
}

function wrong(): never {
  return refuse(400, { variant: 'like', values: { field: 'options', example } })
}
