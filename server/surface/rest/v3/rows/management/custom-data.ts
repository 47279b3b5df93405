import { getValuesOfNamed, setValuesOfNamed } from '#domain/structure/custom-field/named-target.ts'
import { objects, optionalText, optionalUnchecked, text } from '../../../engine/fields.ts'
import { anyObject } from '../../../engine/results.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { refuseSaid, succeeded, success, unsupported } from '../../fields.ts'

const namedTarget = {
  targetType: text('What kind of thing has the fields: USER, ROLE, GROUP or DEPARTMENT.'),
  targetIdentifier: text('The code of a role or group, the id of anything else.'),
  namespace: optionalText('The namespace of the role.'),
  tenantId: unsupported,
}

interface SentTarget {
  targetType: string
  targetIdentifier: string
  namespace?: string
  tenantId?: unknown
}

function decodeNamed({ targetType, targetIdentifier, namespace, tenantId }: SentTarget) {
  refuseSaid({ tenantId })
  return { kind: targetType, identifier: targetIdentifier, namespace }
}

export const customDataRows: RestRow[] = [
  row('GET /api/v3/get-custom-data', getValuesOfNamed, {
    summary: 'Read the custom fields of a thing',
    query: namedTarget,
    decode: ({ query }) => decodeNamed(query),
    result: anyObject('The values by the keys of the fields.'),
    encode: (values) => Object.fromEntries(values.map(({ key, value }) => [key, value])),
  }),
  row('POST /api/v3/set-custom-data', setValuesOfNamed, {
    summary: 'Write custom fields of a thing',
    body: {
      ...namedTarget,
      list: objects('The values.', {
        key: text('The field.'),
        value: optionalUnchecked('Any JSON; null empties it.'),
        tenantId: unsupported,
      }),
    },
    decode: ({ body: { list, ...about } }) => ({
      ...decodeNamed(about),
      values: list.map(({ key, value, tenantId }) => {
        refuseSaid({ tenantId })
        return { key, value }
      }),
    }),
    result: success,
    encode: succeeded,
  }),
]
