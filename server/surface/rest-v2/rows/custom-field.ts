import { refuse } from '@menshen/contract/errors'
import type { CustomValue, ValueInput } from '#domain/people/custom-field/custom-field.ts'
import { readTargetType } from '#domain/people/custom-field/define.ts'
import { getValues } from '#domain/people/custom-field/read-values.ts'
import { setOwnValues, setValues } from '#domain/people/custom-field/set-values.ts'
import { getValuesOfNamed, type NamedTarget, setValuesOfNamed } from '#domain/structure/custom-field/named-target.ts'
import { encodeCustomValue } from '../../wire/custom-value.ts'
import type { Parts, Reader } from '../parts.ts'
import { type Row, row } from '../row.ts'

const encode = (values: CustomValue[]) => values.map(encodeCustomValue)

function decodeTarget(part: Reader) {
  return { targetType: readTargetType(part.text('targetType')), targetId: part.text('targetId') }
}

/** `udfs: [{ definition, value }]`; the mobile clients name a field, the login component sends its whole definition. */
function decodeValues({ body }: Parts): { values: ValueInput[] } {
  const { udfs } = body.pick(['udfs'])
  if (!Array.isArray(udfs)) return wrong()
  return { values: udfs.map(decodeValue) }
}

function decodeValue(item: unknown): ValueInput {
  const { definition, value } = (item ?? {}) as Record<string, unknown>
  const key =
    typeof definition === 'object' && definition !== null ? (definition as Record<string, unknown>).key : definition
  return typeof key === 'string' ? { key, value, fromForm: true } : wrong()
}

/** Of the next generation's clients, which name roles and groups by code. */
function decodeNamed(part: Reader): NamedTarget {
  return {
    kind: part.text('targetType'),
    identifier: part.text('targetIdentifier'),
    namespace: part.optionalText('namespace'),
  }
}

const decodeList = (body: Reader): ValueInput[] =>
  body.objects('list').map((item) => ({ key: item.text('key'), value: item.pick(['value']).value }))

function wrong(): never {
  return refuse(400, { variant: 'like', values: { field: 'udfs', example: '[{"definition": "a", "value": "b"}]' } })
}

export const customFieldRows: Row[] = [
  // Without the envelope: the mobile clients take the whole body for the list.
  { ...row('POST /api/v2/udvs/get', getValues, ({ body }) => decodeTarget(body), encode), raw: true },
  { ...row('GET /api/v2/udvs/get', getValues, ({ query }) => decodeTarget(query), encode), raw: true },
  row(
    'POST /api/v2/udvs',
    setValues,
    ({ body }) => ({
      ...decodeTarget(body),
      values: Object.entries(body.object('data').all()).map(([key, value]) => ({ key, value })),
    }),
    encode,
  ),
  row('GET /api/v2/udfs/values', getValues, ({ query }) => decodeTarget(query), encode),
  row('POST /api/v2/udfs/values', setOwnValues, decodeValues, encode),
  row(
    'GET /api/v3/get-custom-data',
    getValuesOfNamed,
    ({ query }) => decodeNamed(query),
    (values) => Object.fromEntries(values.map(({ key, value }) => [key, value])),
  ),
  row(
    'POST /api/v3/set-custom-data',
    setValuesOfNamed,
    ({ body }) => ({ ...decodeNamed(body), values: decodeList(body) }),
    () => ({ success: true }),
  ),
]
