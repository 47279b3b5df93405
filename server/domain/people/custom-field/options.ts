import { refuse } from '@menshen/contract/errors'
import { requireFew } from '#domain/shape/list.ts'
import { parseJson } from '#platform/bounded-json.ts'

export interface FieldOptions {
  /** What a SELECT can be. */
  choices: string[]
  userEditable: boolean
}

const most = 500
const example = '{"choices": ["a", "b"], "userEditable": true}'

/**
 * Reads the JSON text that goes with a definition: a list of choices, each a text or an object with `value`, or an object
 * `{ "choices": [...], "userEditable": false }`. 400 for anything else.
 */
export function readOptions(text: string | null): FieldOptions {
  if (!text) return { choices: [], userEditable: true }
  const given = parse(text)
  if (Array.isArray(given)) return { choices: readChoices(given), userEditable: true }
  if (typeof given !== 'object' || given === null) return wrong()
  const { choices = [], userEditable = true } = given as Record<string, unknown>
  if (!Array.isArray(choices) || typeof userEditable !== 'boolean') return wrong()
  return { choices: readChoices(choices), userEditable }
}

function parse(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return wrong()
  }
}

function readChoices(list: unknown[]): string[] {
  requireFew(list, 'options', most)
  return list.map((item) => {
    const value = typeof item === 'object' && item !== null ? (item as Record<string, unknown>).value : item
    return typeof value === 'string' && value !== '' ? value : wrong()
  })
}

function wrong(): never {
  return refuse(400, { variant: 'like', values: { field: 'options', example } })
}
