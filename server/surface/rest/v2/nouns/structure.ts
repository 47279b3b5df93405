import Type from 'typebox'
import { count, moment, noun, nullable, shape, word, wordOrNull, yesOrNo } from '../../engine/results.ts'
import { EnterableApplication } from './application.ts'

export const Role = noun('Role', 'What people, groups and departments can be given, and permissions with it.', {
  id: word(),
  namespace: word('The namespace of permissions that it belongs to.'),
  code: word('Unique in the namespace.'),
  arn: word(),
  name: wordOrNull(),
  description: wordOrNull(),
  isSystem: yesOrNo('Made by the installation; it can be given but not changed.'),
  parentId: wordOrNull('Whose permissions this one has too.'),
  createdAt: moment(),
  updatedAt: moment(),
})

const departmentFields = {
  id: word(),
  orgId: word(),
  name: word(),
  nameI18n: wordOrNull('The name in other languages, as JSON.'),
  description: wordOrNull(),
  descriptionI18n: wordOrNull(),
  order: count('Higher ones come first among sisters.'),
  code: wordOrNull('Unique in the organisation.'),
  root: yesOrNo(),
  parentNodeId: wordOrNull(),
  depth: count('0 at the top.'),
  path: Type.Array(word(), { description: 'Ids from the top down to it.' }),
  codePath: Type.Array(wordOrNull()),
  namePath: Type.Array(word()),
  children: Type.Array(word(), { description: 'Ids of those right below.' }),
  isVirtualNode: yesOrNo(),
  createdAt: moment(),
  updatedAt: moment(),
}

export const Department = noun(
  'Department',
  'A department of an organisation, with its place in the tree.',
  departmentFields,
)

export const OwnDepartment = noun('OwnDepartment', 'A department on the way to one that a person is in.', {
  ...departmentFields,
  isMainDepartment: yesOrNo(),
  isLeader: yesOrNo(),
})

export const Organisation = noun('Organisation', 'An organisation with all of its departments.', {
  id: word(),
  tenantId: wordOrNull(),
  rootNode: Department,
  nodes: Type.Array(Department),
})

const Translations = nullable(Type.Record(Type.String(), Type.String()))

export const ExportedTree = Type.Cyclic(
  {
    ExportedDepartment: Type.Object(
      {
        id: word(),
        name: word(),
        code: wordOrNull(),
        description: wordOrNull(),
        nameI18n: Translations,
        descriptionI18n: Translations,
        order: count(),
        children: Type.Array(Type.Ref('ExportedDepartment')),
      },
      { description: 'A department with everything below it, as an import reads it.', additionalProperties: false },
    ),
  },
  'ExportedDepartment',
)

const tenantFields = {
  id: word(),
  userPoolId: word(),
  name: word(),
  logo: wordOrNull(),
  description: wordOrNull(),
  rejectHint: wordOrNull('What people who are not members are told.'),
  appIds: Type.Array(word(), { description: 'The applications that the tenant has.' }),
  createdAt: moment(),
  updatedAt: moment(),
  css: Type.Optional(wordOrNull('A style sheet.')),
  ssoPageCustomizationSettings: Type.Optional(nullable(Type.Record(Type.String(), Type.Boolean()))),
}

export const Tenant = noun('Tenant', 'A customer, with applications and members of its own.', tenantFields)

export const ApplicationTenants = noun('ApplicationTenants', 'An application and the tenants that have it.', {
  ...EnterableApplication.properties,
  tenants: Type.Array(Tenant),
})

export const CommonMessage = noun('CommonMessage', 'That it was done, in words.', {
  code: Type.Literal(200),
  message: word(),
})

export const DepartmentList = shape({
  totalCount: count(),
  list: Type.Array(shape({ department: Department, isMainDepartment: yesOrNo(), joinedAt: moment() })),
})
