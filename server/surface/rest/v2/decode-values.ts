import { refuse } from '@menshen/contract/errors'
import Type, { type Static } from 'typebox'
import type { ValueInput } from '#domain/people/custom-field/custom-field.ts'
import { like } from '../engine/fields.ts'

/** The mobile clients name a field, the login component sends its whole definition. */
const SentValue = Type.Object({
  definition: Type.Union([Type.String(), Type.Object({ key: Type.String() })]),
  value: Type.Optional(Type.Unknown()),
})

const example = '[{"definition": "a", "value": "b"}]'

/** Values that people write into their own custom fields. */
export const sentValues = { udfs: Type.Optional(like(Type.Array(SentValue), example, 'The values.')) }

/** 400, with the example, without any. */
export function decodeValues({ udfs }: { udfs?: Static<typeof SentValue>[] }): ValueInput[] {
  const sent = udfs ?? refuse(400, { variant: 'like', values: { field: 'udfs', example } })
  return sent.map(({ definition, value }) => ({
    key: typeof definition === 'string' ? definition : definition.key,
    value,
    fromForm: true,
  }))
}
