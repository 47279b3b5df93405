import { demandPermitted } from '#domain/access/permission/list-resources.ts'
import { pageResult } from '../../../engine/results.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { AuthorizedResource } from '../../nouns/access.ts'
import { encodePermitted, permitted } from '../../permitted.ts'

export const ownPermissionRows: RestRow[] = [
  row('GET /api/v3/get-my-authorized-resources', demandPermitted, {
    summary: 'List what you yourself may do',
    query: permitted,
    decode: ({ query }) => ({ ...query, type: 'USER' as const, name: null }),
    result: pageResult(AuthorizedResource),
    encode: encodePermitted,
  }),
]
