import Type from 'typebox'
import { labelLanguages } from '#domain/people/custom-field/custom-field.ts'
import { getFields } from '#domain/people/custom-field/define.ts'
import { type FieldChange, removeFields, setFields } from '#domain/people/custom-field/define-many.ts'
import { listFields } from '#domain/people/custom-field/list.ts'
import {
  choice,
  each,
  flag,
  objects,
  optionalChoice,
  optionalFlag,
  optionalObject,
  optionalText,
  said,
  text,
} from '../../../engine/fields.ts'
import { pageResult } from '../../../engine/results.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { encodeField, type FieldTarget, fieldTargetNames, fieldTargets } from '../../encode-custom-field.ts'
import { page, refuseSaid, succeeded, success, unsupported } from '../../fields.ts'
import { CustomField } from '../../nouns/custom-field.ts'

const targetType = choice(fieldTargetNames, 'What kind of record has it.')
const dataTypes = ['STRING', 'NUMBER', 'DATETIME', 'BOOLEAN', 'OBJECT', 'ENUM'] as const
const label = text('What it is called there.')

export const dataTypeField = optionalChoice([...dataTypes, 'SELECT'], 'Only fields of this type; SELECT is ENUM.')

export const dataTypeOf = (type: (typeof dataTypes)[number] | 'SELECT' | undefined) =>
  type === 'ENUM' ? 'SELECT' : type

export const labelsField = optionalObject('What people who speak another language call it.', {
  label: optionalObject(
    'By language.',
    each(labelLanguages, () =>
      said(optionalObject('The name.', { enabled: flag('Consoles use it.', { otherwise: true }), value: label })),
    ),
  ),
})

const change = {
  targetType,
  key: text('Unique among the fields of the kind.'),
  dataType: optionalChoice(dataTypes, 'What can stand in it. Of a new field it must be there.'),
  label: optionalText('What people call it.'),
  description: optionalText('What it is for.'),
  userEditable: said(optionalFlag('Whether people may write it on themselves.')),
  visibleInAdminConsole: said(optionalFlag('Whether consoles show it.')),
  visibleInUserCenter: said(optionalFlag('Whether people are shown it in their own account.')),
  options: said(objects('What an ENUM can be.', { value: text('As it is stored.'), label: text('As it is read.') })),
  i18n: labelsField,
  encrypted: unsupported,
  isUnique: unsupported,
  validateRules: unsupported,
  appIds: unsupported,
  desensitization: unsupported,
}

type SentChange = Type.Static<Type.TObject<typeof change>>

function decodeChange({
  targetType: type,
  dataType,
  options,
  i18n,
  visibleInAdminConsole,
  visibleInUserCenter,
  ...sent
}: SentChange): FieldChange {
  const { encrypted, isUnique, validateRules, appIds, desensitization, ...said } = sent
  refuseSaid({ encrypted, isUnique, validateRules, appIds, desensitization })
  return {
    ...said,
    targetType: fieldTargets[type],
    dataType: dataTypeOf(dataType),
    visibleInConsole: visibleInAdminConsole,
    visibleInCenter: visibleInUserCenter,
    choices: options,
    labels: i18n?.label,
  }
}

const ofType = ({ targetType: type }: { targetType: FieldTarget }) => ({ targetType: fieldTargets[type] })

export const customFieldRows: RestRow[] = [
  row('GET /api/v3/get-custom-fields', getFields, {
    summary: 'Read the custom fields of one kind of record',
    query: { targetType, tenantId: unsupported },
    decode({ query: { tenantId, ...query } }) {
      refuseSaid({ tenantId })
      return ofType(query)
    },
    result: Type.Array(CustomField),
    encode: (fields) => fields.map(encodeField),
  }),
  row('GET /api/v3/list-custom-fields', listFields, {
    summary: 'List the custom fields of one kind of record',
    query: {
      targetType,
      dataType: dataTypeField,
      userVisible: optionalFlag('Only those that people are shown in their own account, or are not.'),
      adminVisible: optionalFlag('Only those that consoles show, or do not.'),
      keyword: optionalText('Part of a key or label.'),
      ...page,
      tenantId: unsupported,
      accessControl: unsupported,
    },
    decode({ query: { targetType, dataType, userVisible, adminVisible, keyword, tenantId, accessControl, ...page } }) {
      refuseSaid({ tenantId, accessControl })
      return {
        ...page,
        ...ofType({ targetType }),
        dataType: dataTypeOf(dataType),
        visibleInCenter: userVisible,
        visibleInConsole: adminVisible,
        text: keyword,
      }
    },
    result: pageResult(CustomField),
    encode: ({ totalCount, list }) => ({ totalCount, list: list.map(encodeField) }),
  }),
  row('POST /api/v3/set-custom-fields', setFields, {
    summary: 'Define custom fields, or change those of these keys',
    body: { list: objects('The fields.', change), tenantId: unsupported },
    decode({ body: { list, tenantId } }) {
      refuseSaid({ tenantId })
      return { list: list.map(decodeChange) }
    },
    result: Type.Array(CustomField),
    encode: (fields) => fields.map(encodeField),
  }),
  row('POST /api/v3/delete-custom-fields', removeFields, {
    summary: 'Remove custom fields, with every value in them',
    body: { list: objects('The fields.', { targetType, key: change.key }), tenantId: unsupported },
    decode({ body: { list, tenantId } }) {
      refuseSaid({ tenantId })
      return { list: list.map(({ key, ...named }) => ({ ...ofType(named), key })) }
    },
    result: success,
    encode: succeeded,
  }),
]
