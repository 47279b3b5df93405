import { buildSchema, isObjectType } from 'graphql'
import { type GraphqlRows, isRoot, needsRow } from './rows.ts'

/** `name` is the wire name: `loginByEmail`, or `User.roles` for a nested field. */
export type OperationState = { kind: 'Query' | 'Mutation' | 'field'; name: string; built: boolean }

/** Every operation and every nested lookup of the schema, in its order, and whether a row stands behind it. */
export function listOperations<Context>(sdl: string, rows: GraphqlRows<Context>): OperationState[] {
  const types = Object.values(buildSchema(sdl).getTypeMap()).filter(isObjectType)
  return types.flatMap((type) => {
    if (type.name.startsWith('__')) return []
    const fields = Object.values(type.getFields()).filter((field) => needsRow(type.name, field))
    return fields.map(({ name }) => ({
      kind: isRoot(type.name) ? (type.name as 'Query' | 'Mutation') : 'field',
      name: isRoot(type.name) ? name : `${type.name}.${name}`,
      built: rows[type.name]?.[name] !== undefined,
    }))
  })
}
