import { refuse } from '@menshen/contract/errors'
import Type from 'typebox'
import { isOf } from '#domain/shape/kind.ts'
import type { Before, Context } from '#domain/shape/verb.ts'
import type { ValueInput } from './custom-field.ts'
import { readJson } from './read-value.ts'
import { checkValues, writeValues } from './write-values.ts'

const Given = Type.Object({ key: Type.String(), value: Type.String() })

/** Reads `[{ key, value }]` of a profile, in which a value is JSON text; 400 for anything else. */
export function readProfileValues(list: readonly unknown[] | null | undefined): ValueInput[] {
  return (list ?? []).map((item) => {
    if (!isOf(Given, item))
      return refuse(400, { variant: 'like', values: { field: 'udf', example: '[{"key": "a", "value": "b"}]' } })
    const { key, value } = item
    const read = readJson(value)
    // Some clients send `"text"`, some the text itself: only of a STRING does it make a difference.
    return { key, value: typeof read === 'string' ? read : value, fromForm: true }
  })
}

/** Values that somebody gives who has no account yet: checked before one is made, by the same rules as their owner's. */
export async function prepareOwnValues(before: Before, values: ValueInput[]): Promise<ValueInput[]> {
  await checkValues(before, 'USER', values)
  return values
}

/** Writes them, in the transaction that made the account. */
export async function writeOwnValues(context: Context, userId: string, values: readonly ValueInput[]): Promise<void> {
  if (values.length === 0) return
  await writeValues(
    context,
    'USER',
    values.map((value) => ({ ...value, targetId: userId })),
  )
}
