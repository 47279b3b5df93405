import type { UserOrder } from '#domain/people/user/user-page.ts'
import { pageOf } from '#domain/shape/page.ts'
import {
  addDepartment,
  type DepartmentChange,
  deleteDepartment,
  deleteOrganisation,
  moveDepartment,
  updateDepartment,
} from '#domain/structure/organisation/change-tree.ts'
import { createOrganisation, type NewOrganisation } from '#domain/structure/organisation/create.ts'
import type { DepartmentInput } from '#domain/structure/organisation/department-input.ts'
import {
  findByText,
  getDepartment,
  getOrganisation,
  getRoot,
  listChildren,
  listOrganisations,
} from '#domain/structure/organisation/find.ts'
import type { PlacedDepartment, Tree } from '#domain/structure/organisation/organisation.ts'
import { commonMessage, encodeNode, encodeTree } from '../../wire/structure.ts'
import { graphqlDate } from '../../wire/user.ts'
import type { RowContext } from '../context.ts'

const encode = (placed: PlacedDepartment) => encodeNode(placed, graphqlDate)
const encodeMaybe = (placed: PlacedDepartment | null) => placed && encode(placed)
const encodeOrg = (tree: Tree) => encodeTree(tree, graphqlDate)

type PageArgs = { page?: number | null; limit?: number | null; sortBy?: UserOrder | null }

/** A department that was just written, as the caller is shown it. */
export async function showDepartment({ domain, hints }: RowContext, id: string) {
  return encodeMaybe(await domain.ask(getDepartment, hints, { id }))
}

export const organisationQueries = {
  org: async ({ id }: { id: string }, { domain, hints }: RowContext) =>
    encodeOrg(await domain.ask(getOrganisation, hints, { id })),

  async orgs({ page, limit, sortBy }: PageArgs, { domain, hints }: RowContext) {
    const asked = { ...pageOf(page, limit), newestFirst: !sortBy?.endsWith('ASC') }
    const { totalCount, list } = await domain.ask(listOrganisations, hints, asked)
    return { totalCount, list: list.map(encodeOrg) }
  },

  nodeById: ({ id }: { id: string }, context: RowContext) => showDepartment(context, id),

  nodeByCode: async ({ orgId, code }: { orgId: string; code: string }, { domain, hints }: RowContext) =>
    encodeMaybe(await domain.ask(getDepartment, hints, { organisationId: orgId, code })),

  childrenNodes: async ({ nodeId }: { nodeId: string }, { domain, hints }: RowContext) =>
    (await domain.ask(listChildren, hints, { id: nodeId })).map(encode),

  rootNode: async ({ orgId }: { orgId: string }, { domain, hints }: RowContext) =>
    encode(await domain.ask(getRoot, hints, { organisationId: orgId })),

  async isRootNode({ nodeId, orgId }: { nodeId: string; orgId: string }, { domain, hints }: RowContext) {
    const root = await domain.ask(getRoot, hints, { organisationId: orgId })
    return root.department.id === nodeId
  },

  searchNodes: async ({ keyword }: { keyword: string }, { domain, hints }: RowContext) =>
    (await domain.ask(findByText, hints, { text: keyword })).map(encode),
}

type NewNode = DepartmentInput & { orgId: string; parentNodeId?: string | null }

async function addNode({ orgId, parentNodeId, ...input }: NewNode, { domain, hints }: RowContext) {
  return domain.call(addDepartment, hints, { ...input, organisationId: orgId, parentId: parentNodeId ?? null })
}

async function showOrg(id: string, { domain, hints }: RowContext) {
  return encodeOrg(await domain.ask(getOrganisation, hints, { id }))
}

export const organisationMutations = {
  createOrg: async (input: NewOrganisation, { domain, hints }: RowContext) =>
    encodeOrg(await domain.call(createOrganisation, hints, input)),

  async deleteOrg({ id }: { id: string }, { domain, hints, language }: RowContext) {
    await domain.call(deleteOrganisation, hints, { id })
    return commonMessage(language)
  },

  async addNode(input: NewNode, context: RowContext) {
    await addNode(input, context)
    return showOrg(input.orgId, context)
  },

  addNodeV2: async (input: NewNode, context: RowContext) => showDepartment(context, (await addNode(input, context)).id),

  async updateNode(input: DepartmentChange, context: RowContext) {
    await context.domain.call(updateDepartment, context.hints, input)
    return showDepartment(context, input.id)
  },

  async deleteNode({ orgId, nodeId }: { orgId: string; nodeId: string }, { domain, hints, language }: RowContext) {
    await domain.call(deleteDepartment, hints, { organisationId: orgId, id: nodeId })
    return commonMessage(language)
  },

  async moveNode(
    { orgId, nodeId, targetParentId }: { orgId: string; nodeId: string; targetParentId: string },
    context: RowContext,
  ) {
    const move = { organisationId: orgId, id: nodeId, targetId: targetParentId }
    await context.domain.call(moveDepartment, context.hints, move)
    return showOrg(orgId, context)
  },
}
