import { countPeople, countPeopleWithField } from '#domain/oversight/statistics/count.ts'
import { optionalText, text } from '../../engine/fields.ts'
import { count } from '../../engine/results.ts'
import { type RestRow, row } from '../../engine/row.ts'

const appId = { appId: optionalText('Only people who have entered this application.') }
const asItIs = (counted: number) => counted

export const statisticsRows: RestRow[] = [
  row('GET /api/v2/analysis/total-login-count', countPeople, {
    summary: 'Count people',
    query: appId,
    decode: ({ query }) => ({ applicationId: query.appId }),
    result: count(),
    encode: asItIs,
  }),
  row('GET /api/v2/analysis/exist-defined-field-count', countPeopleWithField, {
    summary: 'Count people who have something in a custom field',
    query: { ...appId, definedFieldKey: text('The key of the field.') },
    decode: ({ query }) => ({ applicationId: query.appId, key: query.definedFieldKey }),
    result: count(),
    encode: asItIs,
  }),
]
