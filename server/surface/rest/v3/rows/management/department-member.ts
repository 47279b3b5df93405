import Type from 'typebox'
import {
  addNamedMembers,
  isInDepartment,
  listMemberIds,
  listNamedMembers,
  removeNamedMembers,
  searchNamedMembers,
} from '#domain/structure/named-organisation/members.ts'
import { text, texts } from '../../../engine/fields.ts'
import { pageResult, shape, word, yesOrNo } from '../../../engine/results.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { decodeDepartment, departmentName, includeChildrenDepartments } from '../../department-fields.ts'
import { encodePeople } from '../../encode-person.ts'
import { page, succeeded, success, tellOfPeople } from '../../fields.ts'
import { Person } from '../../nouns/person.ts'

/** Accounts are told in the order in which they were made by their ids, too. */
const orders = {
  Default: 'JOINEDAT',
  JoinDepartmentAt: 'JOINEDAT',
  userId: 'CREATEDAT',
  createAt: 'CREATEDAT',
  updatedAt: 'UPDATEDAT',
} as const

const directions = { Asc: 'ASC', Desc: 'DESC' } as const

const sortBy = Type.Enum(['Default', 'JoinDepartmentAt', 'userId', 'createAt', 'updatedAt'], {
  description: 'By what they are told in order.',
  default: 'JoinDepartmentAt',
})
const orderBy = Type.Enum(['Asc', 'Desc'], { description: 'In which direction.', default: 'Desc' })

export const departmentMemberRows: RestRow[] = [
  row('GET /api/v3/list-department-members', listNamedMembers, {
    summary: 'List the people in a department',
    query: { ...departmentName, sortBy, orderBy, includeChildrenDepartments, ...page, ...tellOfPeople },
    decode: ({ query }) => ({
      ...decodeDepartment(query),
      order: `${orders[query.sortBy]}_${directions[query.orderBy]}` as const,
      withBelow: query.includeChildrenDepartments,
      page: query.page,
      limit: query.limit,
    }),
    result: pageResult(Person),
    encode: async ({ totalCount, list }, call, { query }) => ({
      totalCount,
      list: await encodePeople(list, call, query),
    }),
  }),
  row('GET /api/v3/list-department-member-ids', listMemberIds, {
    summary: 'List the ids of the people in a department itself',
    query: departmentName,
    decode: ({ query }) => decodeDepartment(query),
    result: Type.Array(word()),
    encode: (ids) => ids,
  }),
  row('GET /api/v3/search-department-members', searchNamedMembers, {
    summary: 'Search the people in a department',
    query: {
      ...departmentName,
      keywords: text('Part of a name, an e-mail address or a phone number.'),
      includeChildrenDepartments,
      ...page,
      ...tellOfPeople,
    },
    decode: ({ query }) => ({
      ...decodeDepartment(query),
      text: query.keywords,
      withBelow: query.includeChildrenDepartments,
      page: query.page,
      limit: query.limit,
    }),
    result: pageResult(Person),
    encode: async ({ totalCount, list }, call, { query }) => ({
      totalCount,
      list: await encodePeople(list, call, query),
    }),
  }),
  row('POST /api/v3/add-department-members', addNamedMembers, {
    summary: 'Put people into a department of an organisation',
    body: { ...departmentName, userIds: texts('The people.') },
    decode: ({ body }) => ({ ...decodeDepartment(body), userIds: body.userIds }),
    result: success,
    encode: succeeded,
  }),
  row('POST /api/v3/remove-department-members', removeNamedMembers, {
    summary: 'Take people out of a department of an organisation',
    body: { ...departmentName, userIds: texts('The people.') },
    decode: ({ body }) => ({ ...decodeDepartment(body), userIds: body.userIds }),
    result: success,
    encode: succeeded,
  }),
  row('GET /api/v3/is-user-in-department', isInDepartment, {
    summary: 'Find out whether somebody is in a department',
    query: { userId: text('The person.'), ...departmentName, includeChildrenDepartments },
    decode: ({ query }) => ({
      ...decodeDepartment(query),
      userId: query.userId,
      withBelow: query.includeChildrenDepartments,
    }),
    result: shape({ inDepartment: yesOrNo() }),
    encode: (inDepartment) => ({ inDepartment }),
  }),
]
