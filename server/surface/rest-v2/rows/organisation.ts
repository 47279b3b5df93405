import { refuse } from '@menshen/contract/errors'
import { choiceOf } from '#domain/shape/choice.ts'
import { pageOf } from '#domain/shape/page.ts'
import { addDepartment } from '#domain/structure/organisation/change-tree.ts'
import { createOrganisation } from '#domain/structure/organisation/create.ts'
import type { DepartmentInput } from '#domain/structure/organisation/department-input.ts'
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
import { encodeNode, encodeTree } from '../../wire/structure.ts'
import { restDate } from '../../wire/user.ts'
import type { Parts, Reader } from '../parts.ts'
import { type Call, type Row, row } from '../row.ts'

const encode = (placed: PlacedDepartment) => encodeNode(placed, restDate)

function decodePage({ query }: Parts) {
  return pageOf(query.optionalNumber('page'), query.optionalNumber('limit'))
}

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

function decodeDepartment(body: Reader): DepartmentInput {
  return {
    name: body.text('name'),
    code: body.optionalText('code') ?? null,
    description: body.optionalText('description') ?? null,
    order: body.optionalNumber('order') ?? null,
    ...body.pick(['nameI18n', 'descriptionI18n']),
  }
}

/** The clients for Python and Go send the tree as a text. */
function treeIn(body: Reader): unknown {
  const { file } = body.pick(['file'])
  if (typeof file !== 'string') return file ?? refuse(2231)
  try {
    return JSON.parse(file)
  } catch {
    return refuse(400, { variant: 'json' })
  }
}

export const organisationRows: Row[] = [
  row(
    'POST /api/v2/orgs',
    createOrganisation,
    ({ body }) => ({ ...decodeDepartment(body), tenantId: body.optionalText('tenantId') ?? null }),
    (tree) => encodeTree(tree, restDate),
  ),
  row(
    'POST /api/v2/orgs/:id/nodes',
    addDepartment,
    ({ path, body }) => ({
      ...decodeDepartment(body),
      organisationId: path.text('id'),
      parentId: body.optionalText('parentNodeId') ?? null,
    }),
    show,
    { ignored: ['orgId'] },
  ),
  row(
    'POST /api/v2/orgs/nodes/:id/members',
    addMembers,
    ({ path, body }) => ({
      id: path.text('id'),
      organisationId: null,
      code: null,
      userIds: body.texts('userIds'),
      isLeader: false,
    }),
    show,
    { ignored: ['nodeId'] },
  ),
  row(
    'GET /api/v2/orgs/nodes/search',
    findByText,
    ({ query }) => ({ text: query.text('q') }),
    (places) => places.map(encode),
  ),
  row(
    'GET /api/v2/users/:id/departments',
    departmentsOfUser,
    ({ path }) => ({ userId: path.text('id') }),
    encodeDepartments,
  ),
  row(
    'GET /api/v2/orgs/count',
    countAll,
    () => ({}),
    (count) => ({ count }),
  ),
  row('GET /api/v2/orgs/pagination', listRoots, decodePage, ({ totalCount, list }) => ({
    totalCount,
    list: list.map(encode),
  })),
  row('GET /api/v2/orgs', listRoots, decodePage, ({ list }) => list.map(encode)),
  row(
    'POST /api/v2/orgs/import',
    importTree,
    ({ body }) => {
      const type = body.optionalText('filetype') ?? 'json'
      choiceOf(type, 'filetype', ['json'])
      return { tree: treeIn(body), tenantId: body.optionalText('tenantId') ?? null }
    },
    (tree) => encodeTree(tree, restDate),
  ),
  row(
    'GET /api/v2/orgs/export',
    exportTrees,
    ({ query }) => ({ id: query.optionalText('org_id') ?? null }),
    (trees, { parts }) => (parts.query.has('org_id') ? trees[0] : trees),
  ),
  row(
    'GET /api/v2/orgs/by-tenant',
    organisationsOfTenant,
    ({ query }) => ({ tenantId: query.text('tenant_id') }),
    ([tree]) => (tree ? encodeTree(tree, restDate) : null),
  ),
  row(
    'GET /api/v2/orgs/children',
    listChildren,
    ({ query }) => ({ id: query.text('nodeId'), depth: query.optionalNumber('depth') ?? 1 }),
    (children) => children.map(encode),
  ),
  row('GET /api/v2/users/me/orgs', departmentsOfUser, () => ({ userId: null }), encodeWays),
  row('GET /api/v2/users/:id/orgs', departmentsOfUser, ({ path }) => ({ userId: path.text('id') }), encodeWays),
]
