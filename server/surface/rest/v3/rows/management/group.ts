import { demandGroup } from '#domain/structure/group/find.ts'
import { encodeGroup } from '../../../../view/structure.ts'
import { restDate } from '../../../../view/user.ts'
import { text } from '../../../engine/fields.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { Group } from '../../nouns/group.ts'

export const groupRows: RestRow[] = [
  row('GET /api/v3/get-group', demandGroup, {
    summary: 'Read a group',
    query: { code: text('The code of the group.') },
    decode: ({ query }) => query,
    result: Group,
    encode: (group) => ({ ...encodeGroup(group, restDate), type: 'static' }),
  }),
]
