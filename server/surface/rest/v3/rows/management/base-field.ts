import Type, { type Static } from 'typebox'
import { type BaseFieldSetting, baseFields } from '#domain/people/base-field/base-field.ts'
import { getBaseFields, listBaseFields } from '#domain/people/base-field/list.ts'
import { setBaseFields } from '#domain/people/base-field/set.ts'
import {
  objects,
  optionalChoice,
  optionalFlag,
  optionalText,
  optionalUnchecked,
  said,
  text,
} from '../../../engine/fields.ts'
import { pageResult } from '../../../engine/results.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { page, refuseSaid, unsupported } from '../../fields.ts'
import { BaseField } from '../../nouns/custom-field.ts'
import { dataTypeField, dataTypeOf, labelsField } from './custom-field.ts'

const unique = new Set(['username', 'email', 'phone', 'externalId'])

function encode({
  key,
  label,
  description,
  labels,
  userEditable,
  visibleInConsole,
}: BaseFieldSetting): Static<typeof BaseField> {
  const [zh, en] = baseFields[key]
  const known = { 'zh-CN': { enabled: true, value: zh }, 'en-US': { enabled: true, value: en } }
  return {
    ...{ targetType: 'USER', key, dataType: 'STRING', label: label ?? zh, description },
    ...{ userEditable, visibleInAdminConsole: visibleInConsole, visibleInUserCenter: true },
    i18n: { label: labels ?? known },
    encrypted: false,
    isUnique: unique.has(key),
  }
}

/** The pages of one's own account have all of these fields: that one is to be hidden is refused instead of dropped. */
function refuseUnlessShown(visibleInUserCenter: unknown): void {
  if (visibleInUserCenter !== true)
    refuseSaid({ visibleInUserCenter: visibleInUserCenter === false ? 'false' : visibleInUserCenter })
}

export const baseFieldRows: RestRow[] = [
  row('GET /api/v3/get-user-base-fields', getBaseFields, {
    summary: 'Read the fields that every person has',
    decode: () => undefined,
    result: Type.Array(BaseField),
    encode: (fields) => fields.map(encode),
  }),
  row('GET /api/v3/list-user-base-fields', listBaseFields, {
    summary: 'List the fields that every person has',
    query: {
      targetType: optionalChoice(['USER'], 'Whose fields: those of people.'),
      dataType: dataTypeField,
      userVisible: optionalFlag('Only those that people are shown in their own account, or are not.'),
      adminVisible: optionalFlag('Only those that consoles show, or do not.'),
      keyword: optionalText('Part of a key or of what it is called.'),
      ...page,
      tenantId: unsupported,
      accessControl: unsupported,
    },
    decode({
      query: { targetType: _, dataType, userVisible, adminVisible, keyword, tenantId, accessControl, ...page },
    }) {
      refuseSaid({ tenantId, accessControl })
      return {
        ...{ ...page, dataType: dataTypeOf(dataType) },
        visibleInCenter: userVisible,
        visibleInConsole: adminVisible,
        text: keyword,
      }
    },
    result: pageResult(BaseField),
    encode: ({ totalCount, list }) => ({ totalCount, list: list.map(encode) }),
  }),
  row('POST /api/v3/set-user-base-fields', setBaseFields, {
    summary: 'Say what the fields of every person are called, and which of them people may change',
    body: {
      list: objects('The fields.', {
        key: text('Which.'),
        label: optionalText('What people call it.'),
        description: optionalText('What it is for.'),
        userEditable: said(optionalFlag('Whether people may change it on themselves.')),
        visibleInAdminConsole: said(optionalFlag('Whether consoles show it.')),
        visibleInUserCenter: optionalUnchecked(
          'People are shown all of them in their own account: true, or left out.',
          { type: 'boolean' },
        ),
        i18n: labelsField,
      }),
    },
    decode: ({ body }) => ({
      list: body.list.map(({ visibleInAdminConsole, visibleInUserCenter, i18n, ...change }) => {
        refuseUnlessShown(visibleInUserCenter)
        return { ...change, visibleInConsole: visibleInAdminConsole, labels: i18n?.label }
      }),
    }),
    result: Type.Array(BaseField),
    encode: (fields) => fields.map(encode),
  }),
]
