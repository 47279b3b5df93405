import { refuse } from '@menshen/contract/errors'
import { fields as anyFields, isOf, list, ofKind, text } from '#domain/shape/kind.ts'
import { requireKnown } from '#domain/shape/require-known.ts'
import { requiredText } from '#domain/shape/text.ts'
import type { Context, Verb } from '#domain/shape/verb.ts'
import { newId } from '#platform/crypto/random.ts'
import { plant } from '../organisation/create.ts'
import { parseDepartment } from '../organisation/department-input.ts'
import { findSubtree, insertDepartments, type NewDepartment } from '../organisation/department-store.ts'
import { ancestorIds, type Department, mostLevels } from '../organisation/organisation.ts'
import { lockOrganisation } from '../organisation/organisation-store.ts'
import { findRootsOfName, holdRootCodes } from './named-store.ts'

/** A tree of names, as it comes from the wire: of a department without others below it, its name alone will do. */
export interface TreeInput {
  name: string
  children?: unknown
  tenantId?: string | undefined
}

interface Named {
  name: string
  children: Named[]
}

/** Of one call. */
const most = 1_000
const ofNode = { known: new Set(['name', 'children']) }

function parseNames({ name, children }: Pick<TreeInput, 'name' | 'children'>): Named {
  let count = 0
  function parse(node: unknown, depth: number): Named {
    if (++count > most) refuse(400, { variant: 'many', values: { field: 'children', max: most } })
    if (depth > mostLevels) refuse(400, { variant: 'deep', values: { field: 'children', max: mostLevels } })
    if (isOf(text, node)) return { name: requiredText(node, 'children', 256), children: [] }
    const sent = ofKind(anyFields, node, 'children')
    requireKnown(sent, ofNode, 'organisation.grow', 'children.')
    const below = ofKind(list, sent.children ?? [], 'children')
    return {
      name: requiredText(ofKind(text, sent.name, 'name'), 'name', 256),
      children: below.map((one) => parse(one, depth + 1)),
    }
  }
  return parse({ name, children }, 1)
}

/** How many departments there are new, and how many were there. */
export interface Grown {
  added: number
  found: number
}

/**
 * Makes those departments of a tree that there are not yet, by their names among sisters; the one at the top is that of an organisation.
 * 400 no tree, too large or too deep, or several organisations of that name; 404 no such tenant.
 */
export const growTree: Verb<
  'organisation.created' | 'department.created',
  TreeInput,
  Grown,
  { tree: Named; tenantId: string | undefined }
> = {
  name: 'organisation.grow',
  admits: 'manager',
  emits: ['department.created', 'organisation.created'],
  prepare: (_before, { tenantId, ...tree }) => ({ tree: parseNames(tree), tenantId }),
  async run(context, { tree, tenantId }) {
    const { tx, pool, now, emit } = context
    const top = await findTop(context, tree.name, tenantId)
    const root = top ?? (await plantNamed(context, tree.name, tenantId))
    await lockOrganisation(tx, pool.id, root.organisationId)
    const { made, found } = spread(root, tree, top ? await findSubtree(tx, root) : [root], now)
    if (made.length > 0) await insertDepartments(tx, pool.id, made, now)
    for (const { id, organisationId, parentId } of made)
      emit('department.created', { departmentId: id, organisationId, parentId: parentId ?? '' })
    return { added: made.length + (top ? 0 : 1), found: found + (top ? 1 : 0) }
  },
}

async function findTop({ tx, pool }: Context, name: string, tenantId: string | undefined): Promise<Department | null> {
  // Nobody else makes an organisation of the name meanwhile.
  await holdRootCodes(tx, pool.id)
  const [top, another] = await findRootsOfName(tx, pool.id, name, tenantId)
  if (another) refuse(400, { variant: 'departmentCode', values: { code: name } })
  return top ?? null
}

async function plantNamed(context: Context<'organisation.created'>, name: string, tenantId: string | undefined) {
  const fields = parseDepartment({ name, code: newId(context.now) })
  return (await plant(context, fields, tenantId ?? null)).root
}

/** What of the names is missing below a root, parents before their children, and how many are there. */
function spread(
  root: Department,
  tree: Named,
  present: Department[],
  now: Date,
): { made: NewDepartment[]; found: number } {
  const known = new Map<string, Pick<NewDepartment, 'id' | 'path'>>()
  const keyOf = (parentId: string | null, name: string) => JSON.stringify([parentId, name])
  for (const one of present.toReversed()) known.set(keyOf(one.parentId, one.name), one)
  const made: NewDepartment[] = []
  const found = new Set<string>()
  const { organisationId } = root
  function walk({ children }: Named, parent: Pick<NewDepartment, 'id' | 'path'>): void {
    for (const child of children) {
      const key = keyOf(parent.id, child.name)
      const there = known.get(key)
      if (there) {
        if (!made.some(({ id }) => id === there.id)) found.add(there.id)
        walk(child, there)
        continue
      }
      const id = newId(now)
      const path = `${parent.path}${id}/`
      if (ancestorIds({ path }).length > mostLevels)
        refuse(400, { variant: 'deep', values: { field: 'children', max: mostLevels } })
      const one = { ...parseDepartment({ name: child.name }), id, organisationId, parentId: parent.id, path }
      known.set(key, one)
      made.push(one)
      walk(child, one)
    }
  }
  walk(tree, root)
  return { made, found: found.size }
}
