import Type from 'typebox'
import { pageOf } from '#domain/shape/page.ts'
import { addDepartment } from '#domain/structure/organisation/change-tree.ts'
import { createOrganisation } from '#domain/structure/organisation/create.ts'
import { exportTrees } from '#domain/structure/organisation/export.ts'
import {
  countAll,
  findByText,
  getDepartment,
  listChildren,
  listRoots,
  organisationsOfTenant,
} from '#domain/structure/organisation/find.ts'
import { importTree } from '#domain/structure/organisation/import.ts'
import { addMembers, departmentsOfUser, type PlacedMembership } from '#domain/structure/organisation/members.ts'
import type { PlacedDepartment } from '#domain/structure/organisation/organisation.ts'
import { encodeNode, encodeTree } from '../../../view/structure.ts'
import { restDate } from '../../../view/user.ts'
import {
  optionalChoice,
  optionalNumber,
  optionalText,
  optionalUnchecked,
  page,
  required,
  text,
  texts,
} from '../../engine/fields.ts'
import { count, nullable, pageResult, shape } from '../../engine/results.ts'
import { type Call, type RestRow, row } from '../../engine/row.ts'
import { decodeTree } from '../decode-tree.ts'
import { Department, DepartmentList, ExportedTree, Organisation, OwnDepartment } from '../nouns/structure.ts'

const encode = (placed: PlacedDepartment) => encodeNode(placed, restDate)

/** For each department that the person is in, the way to it from the top. */
function encodeWays(memberships: PlacedMembership[]) {
  return memberships.map(({ place: { ancestors, department }, isMain, isLeader }) =>
    ancestors.map((ancestor) => ({
      ...encode({ department: ancestor, ancestors: waysTo(ancestor, ancestors), childIds: [] }),
      isMainDepartment: isMain && ancestor.id === department.id,
      isLeader: isLeader && ancestor.id === department.id,
    })),
  )
}

function waysTo(ancestor: PlacedDepartment['department'], all: PlacedDepartment['ancestors']) {
  return all.slice(0, all.indexOf(ancestor) + 1)
}

/** Who is in which department, as the person's departments are told by GraphQL. */
function encodeDepartments(memberships: PlacedMembership[]) {
  const list = memberships.map(({ place, isMain, joinedAt }) => ({
    department: encode(place),
    isMainDepartment: isMain,
    joinedAt: restDate(joinedAt),
  }))
  return { totalCount: list.length, list }
}

/** A department that was just written, with its place in the tree. */
async function show({ id }: { id: string }, { domain, hints }: Call) {
  const placed = await domain.ask(getDepartment, hints, { id })
  return placed && encode(placed)
}

const translations = { type: 'object', additionalProperties: { type: 'string' } }

const department = {
  name: text('What people read.'),
  code: optionalText('Unique in the organisation.'),
  description: optionalText('What it is.'),
  order: optionalNumber('Higher ones come first among sisters.'),
  nameI18n: optionalUnchecked('The name in other languages, by language tag.', translations),
  descriptionI18n: optionalUnchecked('The description in other languages.', translations),
}

const named = <Input extends { code?: string; description?: string; order?: number }>(body: Input) => ({
  ...body,
  code: body.code ?? null,
  description: body.description ?? null,
  order: body.order ?? null,
})

const ways = Type.Array(Type.Array(OwnDepartment))

export const organisationRows: RestRow[] = [
  row('POST /api/v2/orgs', createOrganisation, {
    summary: 'Create an organisation',
    body: { ...department, tenantId: optionalText('The tenant that it belongs to.') },
    decode: ({ body: { tenantId = null, ...root } }) => ({ ...named(root), tenantId }),
    result: Organisation,
    encode: (tree) => encodeTree(tree, restDate),
  }),
  row('POST /api/v2/orgs/:id/nodes', addDepartment, {
    summary: 'Create a department',
    body: { ...department, parentNodeId: optionalText('The department above it; the top one when left out.') },
    ignored: ['orgId'],
    decode: ({ path, body: { parentNodeId = null, ...one } }) => ({
      ...named(one),
      organisationId: path.id,
      parentId: parentNodeId,
    }),
    result: nullable(Department),
    encode: show,
  }),
  row('POST /api/v2/orgs/nodes/:id/members', addMembers, {
    summary: 'Put people into a department',
    body: { userIds: texts('The ids of the people.') },
    ignored: ['nodeId'],
    decode: ({ path, body }) => ({
      id: path.id,
      organisationId: null,
      code: null,
      userIds: body.userIds,
      isLeader: false,
    }),
    result: nullable(Department),
    encode: show,
  }),
  row('GET /api/v2/orgs/nodes/search', findByText, {
    summary: 'Search departments',
    query: { q: text('Part of a name.') },
    decode: ({ query }) => ({ text: query.q }),
    result: Type.Array(Department),
    encode: (places) => places.map(encode),
  }),
  row('GET /api/v2/users/:id/departments', departmentsOfUser, {
    summary: 'List the departments of a person',
    decode: ({ path }) => ({ userId: path.id }),
    result: DepartmentList,
    encode: encodeDepartments,
  }),
  row('GET /api/v2/orgs/count', countAll, {
    summary: 'Count organisations',
    decode: () => ({}),
    result: shape({ count: count() }),
    encode: (counted) => ({ count: counted }),
  }),
  row('GET /api/v2/orgs/pagination', listRoots, {
    summary: 'List organisations, with how many there are',
    query: page,
    decode: ({ query }) => pageOf(query.page, query.limit),
    result: pageResult(Department),
    encode: ({ totalCount, list }) => ({ totalCount, list: list.map(encode) }),
  }),
  row('GET /api/v2/orgs', listRoots, {
    summary: 'List organisations',
    query: page,
    decode: ({ query }) => pageOf(query.page, query.limit),
    result: Type.Array(Department),
    encode: ({ list }) => list.map(encode),
  }),
  row('POST /api/v2/orgs/import', importTree, {
    summary: 'Import an organisation with all of its departments',
    body: {
      filetype: optionalChoice(['json'], 'The form of the file.'),
      file: optionalUnchecked('The tree, as an export writes it, or the same as JSON in a text.', {
        type: ['object', 'string'],
      }),
      tenantId: optionalText('The tenant that it belongs to.'),
    },
    decode: ({ body }) => ({ tree: decodeTree(body.file), tenantId: body.tenantId ?? null }),
    result: Organisation,
    encode: (tree) => encodeTree(tree, restDate),
  }),
  row('GET /api/v2/orgs/export', exportTrees, {
    summary: 'Export an organisation, or all of them',
    query: { org_id: optionalText('The organisation; all of them when left out.') },
    decode: ({ query }) => ({ id: query.org_id ?? null }),
    result: Type.Union([ExportedTree, Type.Array(ExportedTree)]),
    encode: (trees, _call, { query }) => (query.org_id === undefined ? trees : required(trees[0])),
  }),
  row('GET /api/v2/orgs/by-tenant', organisationsOfTenant, {
    summary: 'Read the organisation of a tenant',
    query: { tenant_id: text('The tenant.') },
    decode: ({ query }) => ({ tenantId: query.tenant_id }),
    result: nullable(Organisation),
    encode: ([tree]) => (tree ? encodeTree(tree, restDate) : null),
  }),
  row('GET /api/v2/orgs/children', listChildren, {
    summary: 'List the departments below one',
    query: { nodeId: text('The department.'), depth: optionalNumber('How many levels down; 1 when left out.') },
    decode: ({ query }) => ({ id: query.nodeId, depth: query.depth ?? 1 }),
    result: Type.Array(Department),
    encode: (children) => children.map(encode),
  }),
  row('GET /api/v2/users/me/orgs', departmentsOfUser, {
    summary: 'List the ways to your own departments',
    decode: () => ({ userId: null }),
    result: ways,
    encode: encodeWays,
  }),
  row('GET /api/v2/users/:id/orgs', departmentsOfUser, {
    summary: 'List the ways to the departments of a person',
    decode: ({ path }) => ({ userId: path.id }),
    result: ways,
    encode: encodeWays,
  }),
]
