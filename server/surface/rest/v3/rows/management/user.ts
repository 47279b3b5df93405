import { refuse } from '@menshen/contract/errors'
import Type from 'typebox'
import { listArchivedUsersSince } from '#domain/account/lifecycle/change-status.ts'
import { isIdentifierTaken } from '#domain/account/register/exists.ts'
import { getNamedUser, getNamedUsers } from '#domain/people/user/named.ts'
import type { UserOrder, UserPage } from '#domain/people/user/user-page.ts'
import { momentOf } from '#domain/shape/moment.ts'
import { browseUsers } from '#domain/structure/people-list/browse.ts'
import { restDate } from '../../../../view/user.ts'
import {
  choice,
  each,
  object,
  objects,
  optionalChoice,
  optionalNumber,
  optionalText,
  optionalTexts,
  optionalUnchecked,
  someListed,
} from '../../../engine/fields.ts'
import { moment, pageResult, shape, word, yesOrNo } from '../../../engine/results.ts'
import { type Call, type RestRow, row } from '../../../engine/row.ts'
import { advancedFilter, decodeFilter } from '../../decode-people-filter.ts'
import { encodeOne, encodePeople } from '../../encode-person.ts'
import { namedPerson, page, type TellOfPeople, tellOfPeople, userIdType } from '../../fields.ts'
import { Person } from '../../nouns/person.ts'

const statuses = ['Suspended', 'Resigned', 'Activated', 'Archived', 'Deactivated'] as const

const withPost = { withPost: optionalUnchecked('Nobody has a post here.', { type: 'boolean' }) }

async function encodePage({ totalCount, list }: UserPage, call: Call, tell: TellOfPeople) {
  return { totalCount, list: await encodePeople(list, call, tell) }
}

const orders = { createdAt: 'CREATEDAT', updatedAt: 'UPDATEDAT' } as const

const sort = Type.Optional(
  objects('In which order; the newest first when left out. One order at most.', {
    field: choice(['createdAt', 'updatedAt'], 'By what.'),
    order: optionalChoice(['desc', 'asc'], 'desc when left out.'),
  }),
)

function decodeSort([first, second]: { field: keyof typeof orders; order?: 'desc' | 'asc' }[] = []):
  | UserOrder
  | undefined {
  if (second) refuse(400, { variant: 'many', values: { field: 'sort', max: 1 } })
  return first && (`${orders[first.field]}_${first.order === 'asc' ? 'ASC' : 'DESC'}` as const)
}

/** From and to, in milliseconds since 1970; a condition for each that is given. */
function updatedWithin(start?: number, end?: number): object[] {
  return [
    ...(start === undefined ? [] : [{ field: 'updatedAt', operator: 'GE', value: start }]),
    ...(end === undefined ? [] : [{ field: 'updatedAt', operator: 'LE', value: end }]),
  ]
}

/** Seconds since 1970, or what can only be milliseconds. */
function decodeStart(startAt?: number): Date | null {
  if (startAt === undefined) return null
  const moment = momentOf(startAt > 1e11 ? startAt : startAt * 1000)
  return moment ?? refuse(400, { variant: 'date', values: { field: 'startAt' } })
}

export const userRows: RestRow[] = [
  row('GET /api/v3/get-user', getNamedUser, {
    summary: 'Read a person',
    query: { ...namedPerson, ...tellOfPeople, ...withPost },
    decode: ({ query: { userId, userIdType } }) => ({ userId, userIdType }),
    result: Person,
    encode: (user, call, { query }) => encodeOne(user, call, query),
  }),
  row('GET /api/v3/get-user-batch', getNamedUsers, {
    summary: 'Read several people',
    query: { userIds: someListed('userIds', 'The people.'), userIdType, ...tellOfPeople },
    decode: ({ query: { userIds, userIdType } }) => ({ userIds, userIdType }),
    result: Type.Array(Person),
    encode: (users, call, { query }) => encodePeople(users, call, query),
  }),
  row('POST /api/v3/list-users', browseUsers, {
    summary: 'List people, or search them',
    body: {
      keywords: optionalText('A text that has to stand in one of the fields of fuzzySearchOn.'),
      advancedFilter,
      options: object('Which part of the list, and how much of each person.', {
        pagination: object('Which part of the list.', page),
        sort,
        fuzzySearchOn: optionalTexts('Where the text may stand; in the names and addresses when left out.'),
        ...tellOfPeople,
        ...withPost,
      }),
    },
    decode: ({ body: { keywords, advancedFilter, options } }) => ({
      ...options.pagination,
      keywords,
      fields: options.fuzzySearchOn,
      order: decodeSort(options.sort),
      ...decodeFilter(advancedFilter),
    }),
    result: pageResult(Person),
    encode: (found, call, { body: { options } }) => encodePage(found, call, options),
  }),
  row('GET /api/v3/list-users', browseUsers, {
    summary: 'List people, as clients from before do',
    query: {
      ...page,
      status: optionalChoice(statuses, 'Only those of this status.'),
      updatedAtStart: optionalNumber('Only those who were changed then or later: milliseconds since 1970.'),
      updatedAtEnd: optionalNumber('Only those who were changed then or before.'),
      ...tellOfPeople,
      ...withPost,
    },
    decode: ({ query: { page, limit, status, updatedAtStart, updatedAtEnd } }) => ({
      page,
      limit,
      filter: [
        ...(status ? [{ field: 'shownStatus', operator: 'EQUAL', value: status }] : []),
        ...updatedWithin(updatedAtStart, updatedAtEnd),
      ],
    }),
    result: pageResult(Person),
    encode: (found, call, { query }) => encodePage(found, call, query),
  }),
  row('GET /api/v3/list-archived-users', listArchivedUsersSince, {
    summary: 'List who is archived',
    query: { ...page, startAt: optionalNumber('Only who was archived then or later: seconds since 1970.') },
    decode: ({ query: { startAt, ...asked } }) => ({
      ...asked,
      since: decodeStart(startAt),
    }),
    result: pageResult(shape({ userId: word(), archivedAt: moment() })),
    encode: ({ totalCount, list }) => ({
      totalCount,
      list: list.map(({ id, statusChangedAt, updatedAt }) => ({
        userId: id,
        archivedAt: restDate(statusChangedAt ?? updatedAt),
      })),
    }),
  }),
  row('POST /api/v3/is-user-exists', isIdentifierTaken, {
    summary: 'Ask whether somebody has a name or address',
    body: each(['username', 'email', 'phone', 'externalId'], (name) => optionalText(`The ${name}.`)),
    decode: ({ body }) => body,
    result: shape({ exists: yesOrNo() }),
    encode: (exists) => ({ exists }),
  }),
]
