import { isDeclined, refuse } from '@menshen/contract/errors'
import { assertValidSchema, buildSchema, type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql'
import { type GraphqlRow, type GraphqlRows, isRoot, needsRow } from './rows.ts'

type Resolver<Context> = GraphQLFieldResolver<unknown, Context>

/** The schema of `sdl` with the rows in their places. Throws when a row names a field that the schema does not have. */
export function buildDoorSchema<Context>(sdl: string, rows: GraphqlRows<Context>): GraphQLSchema {
  const schema = buildSchema(sdl)
  assertValidSchema(schema)
  refuseStrayRows(schema, rows)
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    for (const field of Object.values(type.getFields())) {
      const row = rows[type.name]?.[field.name]
      if (row) field.resolve = callRow(row)
      else if (needsRow(type.name, field)) field.resolve = isRoot(type.name) ? notBuilt(field.name) : carried(type.name)
    }
  }
  return schema
}

function refuseStrayRows<Context>(schema: GraphQLSchema, rows: GraphqlRows<Context>): void {
  for (const [typeName, fields] of Object.entries(rows)) {
    const type = schema.getType(typeName)
    const known = isObjectType(type) ? type.getFields() : {}
    for (const name of Object.keys(fields)) {
      if (!Object.hasOwn(known, name)) throw new Error(`row ${typeName}.${name} has no field in the schema`)
    }
  }
}

// `Rows` says `never` so that a table may hold rows of any arguments; what arrives here was coerced by the schema.
function callRow<Context>(row: GraphqlRow<never, unknown, Context, never>): Resolver<Context> {
  const call = row as GraphqlRow<unknown, unknown, Context, unknown>
  return async (parent, args, context) => {
    requireFirstPassword(args, context as object)
    const result = await call(args, context, parent)
    if (isDeclined(result)) throw result.declined
    return result
  }
}

const passwords: ReadonlySet<string> = new Set(['password', 'newPassword', 'oldPassword'])

function carriesPassword(args: unknown): boolean {
  if (typeof args !== 'object' || args === null) return false
  return Object.entries(args).some(([name, value]) =>
    typeof value === 'string' ? value !== '' && passwords.has(name) : carriesPassword(value),
  )
}

/** Requests that have handed one in: each belongs to one request. */
const withPassword = new WeakSet<object>()

/** A password costs a decryption and hashes, so a request has one operation with passwords: more are refused (400). */
function requireFirstPassword(args: unknown, context: object): void {
  if (!carriesPassword(args)) return
  if (withPassword.has(context)) refuse(400, { variant: 'passwords' })
  withPassword.add(context)
}

function notBuilt<Context>(operation: string): Resolver<Context> {
  return async () => refuse(1000, { variant: 'notBuilt', values: { operation } })
}

// Null is an answer ("there is none"); only a property that the parent's row never set is unbuilt.
function carried<Context>(typeName: string): Resolver<Context> {
  return async (parent, _args, _context, { fieldName }) => {
    const own = (parent as Readonly<Record<string, unknown>>)[fieldName]
    return own === undefined ? notBuiltField(`${typeName}.${fieldName}`) : own
  }
}

function notBuiltField(operation: string): never {
  refuse(1000, { variant: 'notBuilt', values: { operation } })
}
