import { type GraphQLField, getNamedType, isListType, isNonNullType, isObjectType } from 'graphql'

/**
 * One operation of the door: decode the arguments, call a verb, encode its answer under the wire's names. A row of a
 * nested field (`User.roles`) is also given the object it hangs on. The answer is settled data: promises and functions
 * inside it are not followed.
 */
export type Row<Args, Result, Context, Parent = undefined> = (
  args: Args,
  context: Context,
  parent: Parent,
) => Promise<Result>

/** Rows by type and field: `{ Query: { user }, Mutation: { loginByEmail }, User: { roles } }`. */
export type Rows<Context> = Readonly<Record<string, Readonly<Record<string, Row<never, unknown, Context, never>>>>>

export const isRoot = (typeName: string): boolean => typeName === 'Query' || typeName === 'Mutation'

/**
 * Fields that somebody has to build: every operation, and every nested field that is a lookup of its own. Those take
 * arguments, answer a page, or are a list of records that only some answers carry (`User.customData`). All others are
 * columns of the object a row gave.
 */
export function needsRow(typeName: string, field: GraphQLField<unknown, unknown>): boolean {
  if (isRoot(typeName) || field.args.length > 0) return true
  const named = getNamedType(field.type)
  if (named.name.startsWith('Paginated')) return true
  const shape = isNonNullType(field.type) ? field.type.ofType : field.type
  return typeName === 'User' && isListType(shape) && isObjectType(named)
}
