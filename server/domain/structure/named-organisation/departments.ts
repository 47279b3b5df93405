import type { Page } from '#domain/shape/page.ts'
import { requiredText } from '#domain/shape/text.ts'
import type { Question } from '#domain/shape/verb.ts'
import { findDepartments, findSubtree } from '../organisation/department-store.ts'
import { type DescribedDepartment, type Tell, tell } from './describe.ts'
import { type ConditionInput, parseConditions } from './filter.ts'
import type { Described } from './find.ts'
import { type ChildList, listBelow } from './list-store.ts'
import {
  type DepartmentName,
  type NamedDepartment,
  type OrganisationName,
  requireAnywhere,
  requireNamed,
  requireRoot,
} from './name.ts'
import { type DepartmentOrder, searchWithin } from './search-store.ts'

/** Refuses like `requireNamed`, and like `requireAnywhere` where no organisation is named. */
export const getNamedDepartment: Question<
  DepartmentName & { organisation: OrganisationName | null } & Tell,
  DescribedDepartment
> = {
  name: 'department.get',
  admits: 'manager',
  async answer(before, { organisation, name, by, ...asked }) {
    const { reader, pool } = before
    const found = organisation
      ? await requireNamed(reader, pool.id, { organisation, name, by })
      : await requireAnywhere(reader, pool.id, { name, by })
    const [described] = await tell(before, [found], asked)
    return described as DescribedDepartment
  },
}

/** The department above another one; null above the one at the top. */
export const getParent: Question<NamedDepartment & Tell, DescribedDepartment | null> = {
  name: 'department.parent',
  admits: 'manager',
  async answer(before, { withCustomData, ...named }) {
    const { reader, pool } = before
    const { parentId } = await requireNamed(reader, pool.id, named)
    const [described] = await tell(before, parentId ? await findDepartments(reader, pool.id, [parentId]) : [], {
      withCustomData,
    })
    return described ?? null
  },
}

/** What stands right below a department, in the order in which it is shown. */
export const listNamedChildren: Question<NamedDepartment & ChildList & Tell, DescribedDepartment[]> = {
  name: 'department.children',
  admits: 'manager',
  async answer(before, { withCustomData, isEnabled, isVirtual, ...named }) {
    const above = await requireNamed(before.reader, before.pool.id, named)
    return tell(before, await listBelow(before.reader, above, { isEnabled, isVirtual }), { withCustomData })
  },
}

/** Everything below a department, from the top down; at most 100,000. */
export const listAllBelow: Question<NamedDepartment & Tell, DescribedDepartment[]> = {
  name: 'department.below',
  admits: 'manager',
  async answer(before, { withCustomData, ...named }) {
    const above = await requireNamed(before.reader, before.pool.id, named)
    const [, ...below] = await findSubtree(before.reader, above)
    return tell(before, below, { withCustomData })
  },
}

export interface DepartmentSearch extends Page, Tell {
  organisation: OrganisationName
  /** Stands in the name or the code, in any case. */
  text?: string | undefined
  conditions?: ConditionInput[] | undefined
  order?: DepartmentOrder[] | undefined
}

/**
 * Departments of an organisation, the newest first unless told otherwise. 404 as `requireRoot` says; 400 for a text that is blank or
 * of more than 100 characters, and what `parseConditions` says.
 */
export const searchNamed: Question<DepartmentSearch, Described> = {
  name: 'department.search',
  admits: 'manager',
  async answer(before, { organisation, text, conditions = [], order = [], withCustomData, ...page }) {
    const wanted = {
      ...page,
      order,
      conditions: parseConditions(conditions),
      ...(text !== undefined && { text: requiredText(text, 'keywords', 100) }),
    }
    const root = await requireRoot(before.reader, before.pool.id, organisation)
    const { totalCount, list } = await searchWithin(before.reader, root, wanted)
    return { totalCount, list: await tell(before, list, { withCustomData }) }
  },
}
