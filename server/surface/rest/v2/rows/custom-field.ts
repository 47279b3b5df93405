import Type from 'typebox'
import { type CustomValue, targetTypes } from '#domain/people/custom-field/custom-field.ts'
import { getValues } from '#domain/people/custom-field/read-values.ts'
import { setOwnValues, setValues } from '#domain/people/custom-field/set-values.ts'
import { getValuesOfNamed, setValuesOfNamed } from '#domain/structure/custom-field/named-target.ts'
import { encodeCustomValue } from '../../../view/custom-value.ts'
import { choice, objects, optionalText, optionalUnchecked, record, text } from '../../engine/fields.ts'
import { anyObject, shape, yesOrNo } from '../../engine/results.ts'
import { type Row, row } from '../../engine/row.ts'
import { decodeValues, sentValues } from '../decode-values.ts'
import { CustomValue as CustomValueNoun } from '../nouns/person.ts'

const encode = (values: CustomValue[]) => values.map(encodeCustomValue)
const values = Type.Array(CustomValueNoun)

const target = {
  targetType: choice(targetTypes, 'What kind of thing has the fields.'),
  targetId: text('Its id.'),
}

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

export const customFieldRows: Row[] = [
  // Without the envelope: the mobile clients take the whole body for the list.
  row('POST /api/v2/udvs/get', getValues, {
    summary: 'Read the custom fields of a thing',
    body: target,
    decode: ({ body }) => body,
    result: values,
    encode,
    raw: true,
  }),
  row('GET /api/v2/udvs/get', getValues, {
    summary: 'Read the custom fields of a thing',
    query: target,
    decode: ({ query }) => query,
    result: values,
    encode,
    raw: true,
  }),
  row('POST /api/v2/udvs', setValues, {
    summary: 'Write custom fields of a thing',
    body: { ...target, data: record('The values by the keys of the fields.') },
    decode: ({ body: { data, ...about } }) => ({
      ...about,
      values: Object.entries(data).map(([key, value]) => ({ key, value })),
    }),
    result: values,
    encode,
  }),
  row('GET /api/v2/udfs/values', getValues, {
    summary: 'Read the custom fields of a thing, in the envelope',
    query: target,
    decode: ({ query }) => query,
    result: values,
    encode,
  }),
  row('POST /api/v2/udfs/values', setOwnValues, {
    summary: 'Write your own custom fields',
    body: sentValues,
    decode: ({ body }) => ({ values: decodeValues(body) }),
    result: values,
    encode,
  }),
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
