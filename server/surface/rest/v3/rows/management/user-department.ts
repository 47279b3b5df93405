import { askOfNamed, doToNamed } from '#domain/people/user/named.ts'
import { listDepartmentsOf, setDepartmentsOf } from '#domain/structure/named-organisation/of-user.ts'
import { anyText, flag, objects, optionalFlag, optionalObject, said, text } from '../../../engine/fields.ts'
import { pageResult } from '../../../engine/results.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { encodeMembership } from '../../encode-department.ts'
import { namedPerson, succeeded, success, userIdType } from '../../fields.ts'
import { decodeMembershipPage, membershipPage } from '../../membership-fields.ts'
import { DepartmentMembership } from '../../nouns/department.ts'

export const userDepartmentRows: RestRow[] = [
  row('GET /api/v3/get-user-departments', askOfNamed(listDepartmentsOf), {
    summary: 'List the departments that a person is in',
    query: {
      ...namedPerson,
      ...membershipPage,
      withDepartmentPaths: flag('Tell the way to each from the top.'),
    },
    decode: ({ query }) => ({
      userId: query.userId,
      userIdType: query.userIdType,
      given: (userId) => ({ userId, withWays: query.withDepartmentPaths, ...decodeMembershipPage(query) }),
    }),
    result: pageResult(DepartmentMembership),
    encode: ({ totalCount, list }, _call, { query }) => ({
      totalCount,
      list: list.map((one) => encodeMembership(one, query.withDepartmentPaths)),
    }),
  }),
  row('POST /api/v3/set-user-departments', doToNamed(setDepartmentsOf), {
    summary: 'Have a person be in these departments and in no others',
    body: {
      userId: text('The person.'),
      departments: objects('The departments.', {
        // An empty id names no department that there is.
        departmentId: anyText('Its id.'),
        isLeader: said(optionalFlag('The person leads it; left out: as before.')),
        isMainDepartment: said(optionalFlag("It is the person's main one; left out: as before.")),
      }),
      options: optionalObject('How the person is called.', { userIdType }),
    },
    decode: ({ body }) => ({
      userId: body.userId,
      userIdType: body.options?.userIdType,
      given: (userId) => ({
        userId,
        departments: body.departments.map(({ departmentId, isLeader, isMainDepartment }) => ({
          departmentId,
          isLeader,
          isMain: isMainDepartment,
        })),
      }),
    }),
    result: success,
    encode: succeeded,
  }),
]
