import Type from 'typebox'
import { newCodeOf } from '#domain/shape/code.ts'
import {
  createGroup,
  createGroups,
  deleteGroups,
  type NewGroup,
  saveGroupOfCode,
  updateGroup,
} from '#domain/structure/group/change.ts'
import { allGroups, demandGroup, searchGroups } from '#domain/structure/group/find.ts'
import { flag, objects, optionalChoice, optionalRecord, optionalText, text, texts } from '../../../engine/fields.ts'
import { pageResult, shape, yesOrNo } from '../../../engine/results.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { encodeGroups, encodeOneGroup } from '../../encode-group.ts'
import { encodePeople } from '../../encode-person.ts'
import { page, succeeded, success } from '../../fields.ts'
import { Group } from '../../nouns/group.ts'

const ofGroup = { code: text('The code of the group.') }
const tell = {
  withCustomData: flag('Tell what stands in its custom fields.'),
  flatCustomData: flag('The same answer: custom fields always stand by their names.'),
}

const customData = optionalRecord('What to write into its custom fields, by their names.')

/** Other clients write small what the rest write large. */
const type = optionalChoice(
  ['STATIC', 'static'],
  'Groups are filled by putting people into them; there is no other type.',
)

const newGroup = {
  code: text('Unique in the pool.'),
  name: text('What people call it.'),
  description: optionalText('What it is for.'),
  type,
}

interface SentGroup {
  code: string
  name: string
  description?: string
  customData?: object
}

const valuesIn = (data: object = {}) => Object.entries(data).map(([key, value]) => ({ key, value }))

const decode = ({ code, name, description, customData: data }: SentGroup): NewGroup => ({
  code: newCodeOf(code),
  name,
  description,
  values: valuesIn(data),
})

export const groupRows: RestRow[] = [
  row('GET /api/v3/get-group', demandGroup, {
    summary: 'Read a group',
    query: { ...ofGroup, ...tell },
    decode: ({ query }) => query,
    result: Group,
    encode: (group, call, { query }) => encodeOneGroup(group, call, query),
  }),
  row('GET /api/v3/list-groups', searchGroups, {
    summary: 'List groups',
    query: {
      keywords: optionalText('Part of a code or name.'),
      ...page,
      ...tell,
      withMetadata: flag('The same answer: groups have no metadata.'),
    },
    decode: ({ query }) => ({ text: query.keywords, page: query.page, limit: query.limit }),
    result: pageResult(Group),
    encode: async ({ totalCount, list }, call, { query }) => ({
      totalCount,
      list: await encodeGroups(list, call, query),
    }),
  }),
  row('GET /api/v3/get-all-groups', allGroups, {
    summary: 'List all groups at once',
    query: { ...tell, fetchMembers: flag('Tell who is in each.') },
    decode: ({ query }) => ({ withMembers: query.fetchMembers }),
    result: Type.Array(Group),
    async encode(list, call, { query }) {
      const people = [...new Map(list.flatMap(({ members }) => members ?? []).map((user) => [user.id, user])).values()]
      const persons = new Map((await encodePeople(people, call)).map((person) => [person.userId, person]))
      const groups = await encodeGroups(
        list.map(({ group }) => group),
        call,
        query,
      )
      return groups.map((group, at) => {
        const members = list[at]?.members
        return { ...group, ...(members && { members: members.flatMap(({ id }) => persons.get(id) ?? []) }) }
      })
    },
  }),
  row('POST /api/v3/create-group', createGroup, {
    summary: 'Create a group',
    body: { ...newGroup, customData },
    decode: ({ body }) => decode(body),
    result: Group,
    encode: (group, call) => encodeOneGroup(group, call, { withCustomData: true }),
  }),
  row('POST /api/v3/create-or-update-group', saveGroupOfCode, {
    summary: 'Create a group, or give the one of that code a name and description',
    body: newGroup,
    decode: ({ body }) => decode(body),
    result: shape({ created: yesOrNo('It was not there before.'), data: Group }),
    encode: async ({ created, group }, call) => ({ created, data: await encodeOneGroup(group, call) }),
  }),
  row('POST /api/v3/create-groups-batch', createGroups, {
    summary: 'Create several groups, or none of them',
    body: { list: objects('The groups.', { ...newGroup, customData }) },
    decode: ({ body }) => ({ list: body.list.map(decode) }),
    result: Type.Array(Group),
    encode: (groups, call) => encodeGroups(groups, call, { withCustomData: true }),
  }),
  row('POST /api/v3/update-group', updateGroup, {
    summary: 'Change a group',
    body: {
      ...ofGroup,
      newCode: optionalText('Another code.'),
      name: optionalText('Another name.'),
      description: optionalText('Another description.'),
      customData,
    },
    decode: ({ body: { customData: data, newCode, ...change } }) => ({
      ...change,
      newCode: newCode && newCodeOf(newCode, 'newCode'),
      values: valuesIn(data),
    }),
    result: Group,
    encode: (group, call) => encodeOneGroup(group, call, { withCustomData: true }),
  }),
  row('POST /api/v3/delete-groups-batch', deleteGroups, {
    summary: 'Delete groups, or none of them',
    body: { codeList: texts('The codes of the groups.') },
    decode: ({ body }) => ({ codes: body.codeList }),
    result: success,
    encode: succeeded,
  }),
]
