import { type GraphQLField, getNamedType, isListType, isNonNullType, isObjectType } from 'graphql'

/**
 * One operation of the door: decode the arguments, call a verb or ask a question, encode its answer under the wire's names. A row of a
 * nested field (`User.roles`) is also given the object it hangs on. The answer is settled data: promises and functions
 * inside it are not followed.
 */
export type GraphqlRow<Args, Result, Context, Parent = undefined> = (
  args: Args,
  context: Context,
  parent: Parent,
) => Promise<Result>

/** Rows by type and field: `{ Query: { user }, Mutation: { loginByEmail }, User: { roles } }`. */
export type GraphqlRows<Context> = Readonly<
  Record<string, Readonly<Record<string, GraphqlRow<never, unknown, Context, never>>>>
>

/**
 * Rows for fields of one type of a schema, checked against what the fields take (`Arguments` of a door's `arguments.gen.ts`): a row
 * whose field the schema does not have is a fault of types, and so is one that asks for more than it is given.
 * `Looked` are fields that take nothing and could be columns, and are looked up all the same.
 */
export type RowsFor<Fields, Context, Looked extends string = never> = {
  readonly [Name in keyof Fields]?: (args: Fields[Name], context: Context, parent: never) => Promise<unknown>
} & { readonly [Name in Looked]?: (args: object, context: Context, parent: never) => Promise<unknown> }

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
