import { requireSome } from '#domain/shape/list.ts'
import { addToGroup, demandGroupMembers, removeFromGroup } from '#domain/structure/group/members.ts'
import { text, texts } from '../../../engine/fields.ts'
import { pageResult } from '../../../engine/results.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { encodePeople } from '../../encode-person.ts'
import { page, succeeded, success, tellOfPeople } from '../../fields.ts'
import { Person } from '../../nouns/person.ts'

const members = { code: text('The code of the group.'), userIds: texts('The people.') }

function decode({ code, userIds }: { code: string; userIds: string[] }) {
  requireSome(userIds, 'userIds')
  return { code, userIds }
}

export const groupMemberRows: RestRow[] = [
  row('POST /api/v3/add-group-members', addToGroup, {
    summary: 'Put people into a group',
    body: members,
    decode: ({ body }) => decode(body),
    result: success,
    encode: succeeded,
  }),
  row('POST /api/v3/remove-group-members', removeFromGroup, {
    summary: 'Take people out of a group',
    body: members,
    decode: ({ body }) => decode(body),
    result: success,
    encode: succeeded,
  }),
  row('GET /api/v3/list-group-members', demandGroupMembers, {
    summary: 'List the people in a group',
    query: { code: members.code, ...page, ...tellOfPeople },
    decode: ({ query: { code, page, limit } }) => ({ code, page, limit }),
    result: pageResult(Person),
    encode: async ({ totalCount, list }, call, { query }) => ({
      totalCount,
      list: await encodePeople(list, call, query),
    }),
  }),
]
