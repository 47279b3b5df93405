import { pageOf } from '#domain/shape/page.ts'
import {
  addDepartment,
  deleteDepartment,
  deleteOrganisation,
  moveDepartment,
  updateDepartment,
} from '#domain/structure/organisation/change-tree.ts'
import { createOrganisation } from '#domain/structure/organisation/create.ts'
import {
  findByText,
  getDepartment,
  getOrganisation,
  getRoot,
  listChildren,
  listOrganisations,
} from '#domain/structure/organisation/find.ts'
import type { PlacedDepartment, Tree } from '#domain/structure/organisation/organisation.ts'
import { commonMessage, encodeNode, encodeTree } from '../../../view/structure.ts'
import { graphqlDate } from '../../../view/user.ts'
import type { RowsFor } from '../../engine/rows.ts'
import type { Arguments } from '../arguments.gen.ts'
import type { RowContext } from '../context.ts'

const encode = (placed: PlacedDepartment) => encodeNode(placed, graphqlDate)
const encodeMaybe = (placed: PlacedDepartment | null) => placed && encode(placed)
const encodeOrg = (tree: Tree) => encodeTree(tree, graphqlDate)

/** A department that was just written, as the caller is shown it. */
export async function showDepartment({ domain, hints }: RowContext, id: string) {
  return encodeMaybe(await domain.ask(getDepartment, hints, { id }))
}

export const organisationQueries = {
  org: async ({ id }, { domain, hints }) => encodeOrg(await domain.ask(getOrganisation, hints, { id })),

  async orgs({ page, limit, sortBy }, { domain, hints }) {
    const asked = { ...pageOf(page, limit), newestFirst: !sortBy?.endsWith('ASC') }
    const { totalCount, list } = await domain.ask(listOrganisations, hints, asked)
    return { totalCount, list: list.map(encodeOrg) }
  },

  nodeById: ({ id }, context) => showDepartment(context, id),

  nodeByCode: async ({ orgId, code }, { domain, hints }) =>
    encodeMaybe(await domain.ask(getDepartment, hints, { organisationId: orgId, code })),

  childrenNodes: async ({ nodeId }, { domain, hints }) =>
    (await domain.ask(listChildren, hints, { id: nodeId })).map(encode),

  rootNode: async ({ orgId }, { domain, hints }) => encode(await domain.ask(getRoot, hints, { organisationId: orgId })),

  async isRootNode({ nodeId, orgId }, { domain, hints }) {
    const root = await domain.ask(getRoot, hints, { organisationId: orgId })
    return root.department.id === nodeId
  },

  searchNodes: async ({ keyword }, { domain, hints }) =>
    (await domain.ask(findByText, hints, { text: keyword })).map(encode),
} satisfies RowsFor<Arguments['Query'], RowContext>

async function addNode(
  { orgId, parentNodeId, ...input }: Arguments['Mutation']['addNode'],
  { domain, hints }: RowContext,
) {
  return domain.call(addDepartment, hints, { ...input, organisationId: orgId, parentId: parentNodeId ?? null })
}

async function showOrg(id: string, { domain, hints }: RowContext) {
  return encodeOrg(await domain.ask(getOrganisation, hints, { id }))
}

export const organisationMutations = {
  createOrg: async (input, { domain, hints }) => encodeOrg(await domain.call(createOrganisation, hints, input)),

  async deleteOrg({ id }, { domain, hints, language }) {
    await domain.call(deleteOrganisation, hints, { id })
    return commonMessage(language)
  },

  async addNode(input, context) {
    await addNode(input, context)
    return showOrg(input.orgId, context)
  },

  addNodeV2: async (input, context) => showDepartment(context, (await addNode(input, context)).id),

  async updateNode(input, context) {
    await context.domain.call(updateDepartment, context.hints, input)
    return showDepartment(context, input.id)
  },

  async deleteNode({ orgId, nodeId }, { domain, hints, language }) {
    await domain.call(deleteDepartment, hints, { organisationId: orgId, id: nodeId })
    return commonMessage(language)
  },

  async moveNode({ orgId, nodeId, targetParentId }, context) {
    const move = { organisationId: orgId, id: nodeId, targetId: targetParentId }
    await context.domain.call(moveDepartment, context.hints, move)
    return showOrg(orgId, context)
  },
} satisfies RowsFor<Arguments['Mutation'], RowContext>
