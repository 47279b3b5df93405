import { listDepartmentsOf } from '#domain/structure/named-organisation/of-user.ts'
import { pageResult } from '../../../engine/results.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { encodeMembership } from '../../encode-department.ts'
import { decodeMembershipPage, membershipPage } from '../../membership-fields.ts'
import { DepartmentMembership } from '../../nouns/department.ts'

export const ownDepartmentRows: RestRow[] = [
  row('GET /api/v3/get-my-department-list', listDepartmentsOf, {
    summary: 'List your own departments',
    query: membershipPage,
    decode: ({ query }) => ({ userId: null, withWays: false, ...decodeMembershipPage(query) }),
    result: pageResult(DepartmentMembership),
    encode: ({ totalCount, list }) => ({ totalCount, list: list.map((one) => encodeMembership(one, false)) }),
  }),
]
