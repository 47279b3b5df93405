import { changeStatus } from '#domain/account/lifecycle/change-status.ts'
import { deleteUsers } from '#domain/account/lifecycle/delete.ts'
import { doToNamed, doToNamedMany } from '#domain/people/user/named.ts'
import { object, texts } from '../../../engine/fields.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { namedPeople, namedPerson, succeeded, success, userIdType } from '../../fields.ts'

export const userLifecycleRows: RestRow[] = [
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
  row('POST /api/v3/delete-users-batch', doToNamedMany(deleteUsers), {
    summary: 'Delete people',
    body: { userIds: texts('The people.'), options: object('How they are named.', { userIdType }) },
    decode: ({ body: { userIds, options } }) => ({ userIds, ...options, given: (ids) => ({ ids }) }),
    result: success,
    encode: succeeded,
  }),
]
