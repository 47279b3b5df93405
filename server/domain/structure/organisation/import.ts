import { refuse } from '@menshen/contract/errors'
import { fields as anyFields, isOf, objects, ofKind, text } from '#domain/shape/kind.ts'
import type { Verb } from '#domain/shape/verb.ts'
import { newId } from '#platform/crypto/random.ts'
import { beginOrganisation, refuseTaken } from './create.ts'
import { type DepartmentFields, type DepartmentInput, parseDepartment } from './department-input.ts'
import { insertDepartments, type NewDepartment } from './department-store.ts'
import { mostLevels, placeTree, type Tree } from './organisation.ts'

/** A whole tree, as `exportTrees` answers them. */
export interface TreeInput extends DepartmentInput {
  children: TreeInput[]
}

interface Parsed {
  fields: DepartmentFields
  children: Parsed[]
}

const most = 10_000

/** Reads what somebody sent as a tree; 400 for what is none, names none, or is too large. */
function parseTree(value: unknown): Parsed {
  let count = 0
  function parse(node: unknown, depth: number): Parsed {
    const { children = [], name, ...fields } = ofKind(anyFields, node, 'children')
    if (++count > most) refuse(400, { variant: 'many', values: { field: 'departments', max: most } })
    if (depth > mostLevels) refuse(400, { variant: 'deep', values: { field: 'children', max: mostLevels } })
    if (!isOf(text, name)) return refuse(400, { variant: 'missing', values: { field: 'name' } })
    const below = ofKind(objects, children, 'children')
    for (const field of ['code', 'description']) ofKind(text, fields[field] ?? '', field)
    return { fields: parseDepartment({ ...fields, name }), children: below.map((child) => parse(child, depth + 1)) }
  }
  return parse(value, 1)
}

/** Makes an organisation of a tree. 400 no tree, 404 no such tenant, 409 two departments have the same code. */
export const importTree: Verb<
  'organisation.imported',
  { tree: unknown; tenantId?: string | null },
  Tree,
  { tree: Parsed; tenantId: string | null }
> = {
  name: 'organisation.import',
  admits: 'manager',
  emits: ['organisation.imported'],
  prepare: (_before, { tree, tenantId }) => ({ tree: parseTree(tree), tenantId: tenantId || null }),
  async run(context, { tree, tenantId }) {
    const { tx, pool, now } = context
    const organisation = await beginOrganisation(context, tenantId)
    const flat = flatten(tree, organisation.id, now)
    const made = []
    // PostgreSQL takes 65,535 parameters in a statement.
    for (let from = 0; from < flat.length; from += 1_000) {
      const part = flat.slice(from, from + 1_000)
      made.push(...(await insertDepartments(tx, pool.id, part, now).catch((error) => refuseTaken(error, {}))))
    }
    context.emit('organisation.imported', { organisationId: organisation.id, tenantId })
    return { organisation, departments: placeTree(made) }
  },
}

/** Parents before their children. */
function flatten(tree: Parsed, organisationId: string, now: Date): NewDepartment[] {
  const flat: NewDepartment[] = []
  function add({ fields, children }: Parsed, parent: NewDepartment | null) {
    const id = newId(now)
    const place = { id, organisationId, parentId: parent?.id ?? null, path: `${parent?.path ?? '/'}${id}/` }
    const made = { ...fields, ...place }
    flat.push(made)
    for (const child of children) add(child, made)
  }
  add(tree, null)
  return flat
}
