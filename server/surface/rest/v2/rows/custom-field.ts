import Type from 'typebox'
import { type CustomValue, targetTypes } from '#domain/people/custom-field/custom-field.ts'
import { getValues } from '#domain/people/custom-field/read-values.ts'
import { setOwnValues, setValues } from '#domain/people/custom-field/set-values.ts'
import { encodeCustomValue } from '../../../view/custom-value.ts'
import { choice, record, text } from '../../engine/fields.ts'
import { type RestRow, row } from '../../engine/row.ts'
import { decodeValues, sentValues } from '../decode-values.ts'
import { CustomValue as CustomValueNoun } from '../nouns/person.ts'

const encode = (values: CustomValue[]) => values.map(encodeCustomValue)
const values = Type.Array(CustomValueNoun)

const target = {
  targetType: choice(targetTypes, 'What kind of thing has the fields.'),
  targetId: text('Its id.'),
}

export const customFieldRows: RestRow[] = [
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
]
