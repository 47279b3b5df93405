import { listVariables, removeVariable, setVariable, type Variable } from '#domain/tenancy/pool-variable/variables.ts'
import { type Row, row } from '../row.ts'

const asTheyAre = <Told extends Variable | Variable[]>(told: Told) => told

export const poolVariableRows: Row[] = [
  row('GET /api/v2/env', listVariables, () => ({}), asTheyAre),
  row(
    'POST /api/v2/env',
    setVariable,
    ({ body }) => ({ key: body.text('key'), value: body.pick(['value']).value }),
    asTheyAre,
  ),
  row('DELETE /api/v2/env/:key', removeVariable, ({ path }) => ({ key: path.text('key') }), asTheyAre),
]
