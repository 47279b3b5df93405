import { changeStatus } from '#domain/account/lifecycle/change-status.ts'
import { doToNamed, doToNamedMany } from '#domain/people/user/named.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { namedPeople, namedPerson, succeeded, success } from '../../fields.ts'

export const userRows: RestRow[] = [
  row('POST /api/v3/resign-user', doToNamed(changeStatus), {
    summary: 'Mark a person as having left, as the next generation of clients does',
    body: namedPerson,
    decode: ({ body }) => ({ ...body, given: (id) => ({ ids: [id], status: 'Resigned' }) }),
    result: success,
    encode: succeeded,
  }),
  row('POST /api/v3/resign-user-batch', doToNamedMany(changeStatus), {
    summary: 'Mark people as having left',
    body: namedPeople,
    decode: ({ body }) => ({ ...body, given: (ids) => ({ ids, status: 'Resigned' }) }),
    result: success,
    encode: succeeded,
  }),
]
