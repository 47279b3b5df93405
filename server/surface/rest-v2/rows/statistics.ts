import { countPeople, countPeopleWithField } from '#domain/oversight/statistics/count.ts'
import { type Row, row } from '../row.ts'

const asItIs = (count: number) => count

export const statisticsRows: Row[] = [
  row(
    'GET /api/v2/analysis/total-login-count',
    countPeople,
    ({ query }) => ({ applicationId: query.optionalText('appId') }),
    asItIs,
  ),
  row(
    'GET /api/v2/analysis/exist-defined-field-count',
    countPeopleWithField,
    ({ query }) => ({ applicationId: query.optionalText('appId'), key: query.text('definedFieldKey') }),
    asItIs,
  ),
]
