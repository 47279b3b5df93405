import { buildSchema, type GraphQLObjectType, getNamedType, isObjectType } from 'graphql'
import { isRoot, needsRow } from '#surface/graphql/engine/rows.ts'
import { sdl } from '#surface/graphql/v2/all-rows.ts'

const types = buildSchema(sdl).getTypeMap()

/**
 * The operations and the nested lookups that an answer's data shows: `role` and `Role.users`. Under an alias a field is
 * not known again, and a lookup that found nothing shows nothing.
 */
export function shownIn(data: Record<string, unknown>): Set<string> {
  const shown = new Set<string>()
  for (const root of ['Query', 'Mutation']) walk(types[root] as GraphQLObjectType, data, shown)
  return shown
}

function walk(type: GraphQLObjectType, value: unknown, shown: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) walk(type, item, shown)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return
  const fields = type.getFields()
  for (const [name, inner] of Object.entries(value)) {
    const field = fields[name]
    if (!field) continue
    if (isRoot(type.name)) shown.add(name)
    else if (inner !== null && needsRow(type.name, field)) shown.add(`${type.name}.${name}`)
    const named = getNamedType(field.type)
    if (isObjectType(named)) walk(named, inner, shown)
  }
}
