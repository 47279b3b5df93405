import { refuse } from '@menshen/contract/errors'
import { exportTrees } from '#domain/organisation/export.ts'
import { countAll, listChildren, listRoots, organisationsOfTenant } from '#domain/organisation/find.ts'
import { importTree } from '#domain/organisation/import.ts'
import { departmentsOfUser, type PlacedMembership } from '#domain/organisation/members.ts'
import type { PlacedDepartment } from '#domain/organisation/organisation.ts'
import { pageOf } from '#domain/page.ts'
import { encodeNode, encodeTree } from '../../wire/structure.ts'
import { restDate } from '../../wire/user.ts'
import type { Parts } from '../parts.ts'
import { type Row, row } from '../row.ts'

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

export const organisationRows: Row[] = [
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
      if (type !== 'json') refuse(400, { values: { detail: 'filetype must be json' } })
      return { tree: body.pick(['file']).file ?? refuse(2231), tenantId: body.optionalText('tenantId') ?? null }
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
