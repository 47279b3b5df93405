import type { Question } from '#domain/shape/verb.ts'
import { readTree } from './find.ts'
import type { Department, PlacedDepartment, Translations, Tree } from './organisation.ts'
import { listOrganisations } from './organisation-store.ts'

/** A department with everything below it, as `importTree` reads it. */
export interface ExportedTree {
  id: string
  name: string
  code: string | null
  description: string | null
  nameI18n: Translations | null
  descriptionI18n: Translations | null
  order: number
  children: ExportedTree[]
}

/** One organisation's tree, 404 when there is none of that id; without an id those of all, at most 1,000. */
export const exportTrees: Question<{ id: string | null }, ExportedTree[]> = {
  name: 'organisation.export',
  admits: 'manager',
  async answer({ reader, pool }, { id }) {
    const ids = id
      ? [id]
      : (await listOrganisations(reader, pool.id, { page: 1, limit: 1_000, newestFirst: false })).list.map(
          (one) => one.id,
        )
    const trees: ExportedTree[] = []
    for (const each of ids) trees.push(nest(await readTree(reader, pool.id, each)))
    return trees
  },
}

/** The tree of an organisation, from the top. */
function nest({ departments }: Tree): ExportedTree {
  const byId = new Map(departments.map((placed) => [placed.department.id, placed]))
  const [root] = departments
  return grow(root as PlacedDepartment, byId)
}

function grow({ department, childIds }: PlacedDepartment, byId: Map<string, PlacedDepartment>): ExportedTree {
  const children = childIds.flatMap((id) => byId.get(id) ?? []).map((child) => grow(child, byId))
  return { ...fieldsOf(department), children }
}

function fieldsOf({ id, name, code, description, nameI18n, descriptionI18n, position }: Department) {
  return { id, name, code, description, nameI18n, descriptionI18n, order: position }
}
