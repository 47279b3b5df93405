/** A tree of departments. */
export interface Organisation {
  id: string
  userPoolId: string
  tenantId: string | null
  createdAt: Date
  updatedAt: Date
}

/** A text in other languages, by language tag. */
export type Translations = Record<string, string>

/** One node of the tree; the one at the top stands for the organisation itself. */
export interface Department {
  id: string
  userPoolId: string
  organisationId: string
  /** Null at the top. */
  parentId: string | null
  /** The ids from the top down to this one: `/a/b/c/`. */
  path: string
  /** Unique in the organisation. */
  code: string | null
  name: string
  nameI18n: Translations | null
  /** Languages of `nameI18n` that are kept and not shown. */
  nameI18nOff: string[]
  description: string | null
  descriptionI18n: Translations | null
  /** Higher ones come first among sisters, as the official service shows them. */
  position: number
  /** Its id in a system of the pool's own, unique in the organisation. */
  openId: string | null
  isEnabled: boolean
  /** Stands in the tree and is no department of anybody. */
  isVirtual: boolean
  createdAt: Date
  updatedAt: Date
}

/** From the top down to the department itself. */
export function ancestorIds({ path }: Pick<Department, 'path'>): string[] {
  return path.split('/').filter((id) => id !== '')
}

/** Levels of a tree, the top one included. */
export const mostLevels = 256

/** A department with what can be told of its place: the departments above it, from the top, and the ids of those right below it. */
export interface PlacedDepartment {
  department: Department
  ancestors: Department[]
  childIds: string[]
}

export interface Tree {
  organisation: Organisation
  /** The top one first. */
  departments: PlacedDepartment[]
}

/** Places departments that form a whole tree. */
export function placeTree(departments: Department[]): PlacedDepartment[] {
  const byId = new Map(departments.map((department) => [department.id, department]))
  const children = new Map<string, string[]>()
  const inOrder = departments.toSorted((one, other) => other.position - one.position)
  for (const { id, parentId } of inOrder) if (parentId) children.set(parentId, [...(children.get(parentId) ?? []), id])
  return departments.map((department) => ({
    department,
    ancestors: ancestorIds(department).flatMap((id) => byId.get(id) ?? []),
    childIds: children.get(department.id) ?? [],
  }))
}
