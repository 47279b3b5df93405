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

const Choice = Type.String({ minLength: 1 })
const Choices = Type.Array(Type.Union([Choice, Type.Object({ value: Choice })]))
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

function readChoices(list: unknown[]): string[] {
  requireFew(list, 'options', most)
  if (!isOf(Choices, list)) return wrong()
  return list.map((item) => (isOf(Choice, item) ? item : item.value))
}

function wrong(): never {
  return refuse(400, { variant: 'like', values: { field: 'options', example } })
}
