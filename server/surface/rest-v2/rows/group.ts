import { demandGroup } from '#domain/structure/group/find.ts'
import { encodeGroup } from '../../wire/structure.ts'
import { restDate } from '../../wire/user.ts'
import { type Row, row } from '../row.ts'

export const groupRows: Row[] = [
  row(
    'GET /api/v3/get-group',
    demandGroup,
    ({ query }) => ({ code: query.text('code') }),
    (group) => ({ ...encodeGroup(group, restDate), type: 'static' }),
  ),
]
