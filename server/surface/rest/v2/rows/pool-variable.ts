import Type from 'typebox'
import { listVariables, removeVariable, setVariable } from '#domain/tenancy/pool-variable/variables.ts'
import { optionalUnchecked, text } from '../../engine/fields.ts'
import { type RestRow, row } from '../../engine/row.ts'
import { PoolVariable } from '../nouns/pool.ts'

export const poolVariableRows: RestRow[] = [
  row('GET /api/v2/env', listVariables, {
    summary: 'List the variables of the pool',
    decode: () => ({}),
    result: Type.Array(PoolVariable),
    encode: (variables) => variables,
  }),
  row('POST /api/v2/env', setVariable, {
    summary: 'Set a variable of the pool',
    body: { key: text('Its name.'), value: optionalUnchecked('Any JSON, up to 8,192 characters.') },
    decode: ({ body }) => ({ key: body.key, value: body.value }),
    result: PoolVariable,
    encode: (variable) => variable,
  }),
  row('DELETE /api/v2/env/:key', removeVariable, {
    summary: 'Remove a variable of the pool; answers those that are left',
    decode: ({ path }) => path,
    result: Type.Array(PoolVariable),
    encode: (left) => left,
  }),
]
