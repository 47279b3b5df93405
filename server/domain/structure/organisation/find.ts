import { refuse } from '@menshen/contract/errors'
import type { Page } from '#domain/shape/page.ts'
import { requiredText } from '#domain/shape/text.ts'
import type { Question } from '#domain/shape/verb.ts'
import type { Reader } from '#platform/database/database.ts'
import {
  findChildren,
  findDepartments,
  findDepartmentsByCode,
  findRoots,
  findSubtree,
  searchDepartments,
} from './department-store.ts'
import { type Department, type Organisation, type PlacedDepartment, placeTree, type Tree } from './organisation.ts'
import {
  countOrganisations,
  findOrganisation,
  findOrganisationsOfTenant,
  listOrganisations as readPage,
} from './organisation-store.ts'
import { place } from './resolve.ts'

/** The whole tree of an organisation, or 404. */
export async function readTree(reader: Reader, userPoolId: string, id: string): Promise<Tree> {
  const organisation = await findOrganisation(reader, userPoolId, id)
  return organisation ? growTree(reader, organisation) : refuse(404, { variant: 'organisation', values: { key: id } })
}

async function growTree(reader: Reader, organisation: Organisation): Promise<Tree> {
  const [root] = await findRoots(reader, organisation.userPoolId, [organisation.id])
  const departments = root ? await findSubtree(reader, root) : []
  return { organisation, departments: placeTree(departments) }
}

export const getOrganisation: Question<{ id: string }, Tree> = {
  name: 'organisation.get',
  admits: 'manager',
  answer: ({ reader, pool }, { id }) => readTree(reader, pool.id, id),
}

/** The organisations of a page with their whole trees. */
export const listOrganisations: Question<Page & { newestFirst: boolean }, { totalCount: number; list: Tree[] }> = {
  name: 'organisation.list',
  admits: 'manager',
  async answer({ reader, pool }, page) {
    const { totalCount, list } = await readPage(reader, pool.id, page)
    const trees: Tree[] = []
    for (const organisation of list) trees.push(await growTree(reader, organisation))
    return { totalCount, list: trees }
  },
}

/** The top departments of a page of organisations, without what is below. */
export const listRoots: Question<Page, { totalCount: number; list: PlacedDepartment[] }> = {
  name: 'organisation.list-roots',
  admits: 'manager',
  async answer({ reader, pool }, page) {
    const { totalCount, list } = await readPage(reader, pool.id, { ...page, newestFirst: true })
    const roots = await findRoots(
      reader,
      pool.id,
      list.map(({ id }) => id),
    )
    const inOrder = list.flatMap(({ id }) => roots.find(({ organisationId }) => organisationId === id) ?? [])
    return { totalCount, list: await place(reader, pool.id, inOrder) }
  },
}

export const countAll: Question<object, number> = {
  name: 'organisation.count',
  admits: 'manager',
  answer: ({ reader, pool }) => countOrganisations(reader, pool.id),
}

/** The organisations of a tenant, oldest first. */
export const organisationsOfTenant: Question<{ tenantId: string }, Tree[]> = {
  name: 'organisation.of-tenant',
  admits: 'manager',
  async answer({ reader, pool }, { tenantId }) {
    const trees: Tree[] = []
    for (const found of await findOrganisationsOfTenant(reader, pool.id, tenantId))
      trees.push(await growTree(reader, found))
    return trees
  },
}

/** A department by its id, or by its code in an organisation; null when there is none. */
export const getDepartment: Question<
  { id: string } | { organisationId: string; code: string },
  PlacedDepartment | null
> = {
  name: 'organisation.get-department',
  admits: 'manager',
  async answer({ reader, pool }, by) {
    const found =
      'id' in by
        ? await findDepartments(reader, pool.id, [by.id])
        : await findDepartmentsByCode(reader, pool.id, [by.code], by.organisationId)
    const [placed] = await place(reader, pool.id, found.slice(0, 1))
    return placed ?? null
  },
}

/** What stands right below a department, or down to `depth` levels below it. */
export const listChildren: Question<{ id: string; depth?: number | null }, PlacedDepartment[]> = {
  name: 'organisation.children',
  admits: 'manager',
  async answer({ reader, pool }, { id, depth }) {
    let level: Department[] = await findChildren(reader, pool.id, [id])
    const all = [...level]
    for (let below = 1; below < Math.min(depth ?? 1, 32) && level.length > 0; below++) {
      level = await findChildren(
        reader,
        pool.id,
        level.map((department) => department.id),
      )
      all.push(...level)
    }
    return place(reader, pool.id, all)
  },
}

/** The department at the top of an organisation, or 404. */
export const getRoot: Question<{ organisationId: string }, PlacedDepartment> = {
  name: 'organisation.get-root',
  admits: 'manager',
  async answer({ reader, pool }, { organisationId }) {
    const [placed] = await place(reader, pool.id, await findRoots(reader, pool.id, [organisationId]))
    return placed ?? refuse(404, { variant: 'organisation', values: { key: organisationId } })
  },
}

/** Departments in whose name or code the text stands; at most 200. 400 without a text. */
export const findByText: Question<{ text: string }, PlacedDepartment[]> = {
  name: 'organisation.search',
  admits: 'manager',
  async answer({ reader, pool }, { text }) {
    const wanted = requiredText(text, 'keyword', 100)
    return place(reader, pool.id, await searchDepartments(reader, pool.id, wanted))
  },
}
