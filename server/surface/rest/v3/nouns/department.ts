import Type, { type TProperties } from 'typebox'
import { anyObject, count, moment, noun, word, wordOrNull, yesOrNo } from '../../engine/results.ts'

const Translation = noun('Translation', 'A name in another language.', {
  enabled: yesOrNo('It is shown where that language is spoken.'),
  value: word(),
})

/** The name in other languages, under the name of the field that it is a name of. */
const translated = <const Name extends string>(name: Name) =>
  Type.Optional(
    Type.Object({ [name]: Type.Record(Type.String(), Translation) } as Record<Name, ReturnType<typeof languages>>, {
      description: 'The name in other languages, by language tag.',
      additionalProperties: false,
    }),
  )
const languages = () => Type.Record(Type.String(), Translation)

/** What is told of any place in a tree. */
const place = {
  organizationCode: word('The code of the organisation; its id where it has none.'),
  departmentId: word(),
  openDepartmentId: wordOrNull('Its id in a system of yours.'),
  description: wordOrNull(),
  isVirtualNode: yesOrNo('Stands in the tree and is no department of anybody.'),
  createdAt: moment(),
  customData: Type.Optional(anyObject('With withCustomData: the values by the names of the fields.')),
} satisfies TProperties

const known = {
  ...place,
  updatedAt: moment(),
  leaderUserIds: Type.Array(word(), { description: 'Who leads it; at most 1,000.' }),
  postIdList: Type.Array(word(), { description: 'The posts that there are in it; at most 1,000.' }),
  membersCount: count('Who is in it itself.'),
  hasChildren: yesOrNo(),
} satisfies TProperties

export const NamedOrganisation = noun(
  'NamedOrganisation',
  'An organisation: a tree of departments, told by the one at its top.',
  {
    ...known,
    organizationName: word(),
    tenantId: wordOrNull('The tenant that it belongs to.'),
    i18n: translated('organizationName'),
  },
)

export const NamedDepartment = noun('NamedDepartment', 'A department of an organisation.', {
  ...known,
  name: word(),
  code: wordOrNull('Unique in the organisation.'),
  parentDepartmentId: wordOrNull('Null of the one at the top.'),
  parentDepartmentCode: wordOrNull(),
  status: yesOrNo('It is enabled.'),
  i18n: translated('name'),
})

const way = (description: string) => Type.Optional(Type.Array(wordOrNull(), { description }))

export const DepartmentMembership = noun('DepartmentMembership', 'A department that somebody is in.', {
  ...place,
  name: word(),
  code: wordOrNull('Unique in the organisation.'),
  isRoot: yesOrNo('It stands at the top.'),
  isLeader: yesOrNo('The person leads it.'),
  isMainDepartment: yesOrNo("It is the person's main one."),
  joinedAt: moment(),
  i18n: translated('name'),
  departmentIdPath: way('From the top down to it.'),
  departmentCodePath: way('The codes on this way; null where there is none.'),
  departmentNamePath: way('The names on this way.'),
})
