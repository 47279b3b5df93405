import { getValuesOfNamed, setValuesOfNamed } from '#domain/structure/custom-field/named-target.ts'
import { objects, optionalText, optionalUnchecked, text } from '../../../engine/fields.ts'
import { anyObject, shape, yesOrNo } from '../../../engine/results.ts'
import { type RestRow, row } from '../../../engine/row.ts'

/** Of the next generation's clients, which name roles and groups by code. */
const namedTarget = {
  targetType: text('What kind of thing has the fields.'),
  targetIdentifier: text('The code of a role or group, the id of anything else.'),
  namespace: optionalText('The namespace of the role.'),
}

interface SentTarget {
  targetType: string
  targetIdentifier: string
  namespace?: string
}

const decodeNamed = ({ targetType, targetIdentifier, namespace }: SentTarget) => ({
  kind: targetType,
  identifier: targetIdentifier,
  namespace,
})

export const customFieldRows: RestRow[] = [
  row('GET /api/v3/get-custom-data', getValuesOfNamed, {
    summary: 'Read the custom fields of a thing, as the next generation of clients does',
    query: namedTarget,
    decode: ({ query }) => decodeNamed(query),
    result: anyObject('The values by the keys of the fields.'),
    encode: (values) => Object.fromEntries(values.map(({ key, value }) => [key, value])),
  }),
  row('POST /api/v3/set-custom-data', setValuesOfNamed, {
    summary: 'Write custom fields of a thing, as the next generation of clients does',
    body: {
      ...namedTarget,
      list: objects('The values.', { key: text('The field.'), value: optionalUnchecked('Any JSON.') }),
    },
    decode: ({ body: { list, ...about } }) => ({
      ...decodeNamed(about),
      values: list.map(({ key, value }) => ({ key, value })),
    }),
    result: shape({ success: yesOrNo() }),
    encode: () => ({ success: true }),
  }),
]
