import { changeStatus } from '#domain/account/lifecycle/change-status.ts'
import { text, texts } from '../../../engine/fields.ts'
import { doneResult } from '../../../engine/results.ts'
import { done, type RestRow, row } from '../../../engine/row.ts'

export const userRows: RestRow[] = [
  row('POST /api/v3/resign-user', changeStatus, {
    summary: 'Mark a person as having left, as the next generation of clients does',
    body: { userId: text('The person.') },
    decode: ({ body }) => ({ ids: [body.userId], status: 'Resigned' }),
    result: doneResult,
    encode: done,
  }),
  row('POST /api/v3/resign-user-batch', changeStatus, {
    summary: 'Mark people as having left',
    body: { userIds: texts('The people.') },
    decode: ({ body }) => ({ ids: body.userIds, status: 'Resigned' }),
    result: doneResult,
    encode: done,
  }),
]
