import {
  buildSchema,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { type GraphqlRows, isRoot, needsRow } from '#surface/graphql/engine/rows.ts'
import { compose, type Field, type Kind, type Operation, type Sample } from './operation.ts'
import { Seen, watchDomain } from './watch-domain.ts'

type AnyRows = GraphqlRows<never>
type Resolver = (args: unknown, context: unknown, parent?: unknown) => Promise<unknown>

export async function graphqlOperations(sdl: string, rows: GraphqlRows<never>, sample: Sample): Promise<Operation[]> {
  const types = Object.values(buildSchema(sdl).getTypeMap()).filter(isObjectType)
  const fields = types.filter(({ name }) => isRoot(name)).flatMap((type) => fieldsOf(type))
  return Promise.all(
    fields
      .filter(({ type, field }) => rows[type]?.[field.name])
      .map(({ type, field }) => read(type, field, rows, sample)),
  )
}

const fieldsOf = (type: GraphQLObjectType) =>
  Object.values(type.getFields()).map((field) => ({ type: type.name, field }))

async function read(
  type: string,
  field: GraphQLField<unknown, unknown>,
  rows: AnyRows,
  sample: Sample,
): Promise<Operation> {
  const name = `${type}.${field.name}`
  const fields = field.args.flatMap((arg) => argumentsOf(name, [arg.name], arg.type))
  const seen = new Seen()
  const context = {
    domain: watchDomain(seen),
    hints: { client: { ip: '127.0.0.1', userAgent: null }, origin: 'http://127.0.0.1', token: 'x' },
    language: 'en-US',
    requestId: 'x',
    askBackLater() {},
    offerDevice() {},
  }
  const call = rows[type]?.[field.name] as unknown as Resolver
  await call(compose(fields, sample).args, context).catch(() => {})
  // Some arguments lead to what is not built, and to no verb.
  const bare = fields.filter(({ required }) => required)
  if (seen.admits.size === 0) await call(compose(bare, sample).args, context).catch(() => {})
  const query = documentOf(type, field, rows)
  return {
    door: 'GraphQL V2',
    name,
    fields,
    admits: seen.admits,
    verbs: seen.verbs,
    stuck: seen.refusal,
    encode: (request) => ({ method: 'POST', path: '/graphql/v2', body: { query, variables: request.args } }),
  }
}

const kinds: Record<string, Kind> = { String: 'text', ID: 'text', Int: 'number', Float: 'number', Boolean: 'flag' }

/** The leaves of an argument; deep enough for every input of the schema; no input holds itself. */
function argumentsOf(operation: string, trail: readonly string[], given: GraphQLInputType, inRequired = true): Field[] {
  const required = inRequired && isNonNullType(given)
  const type = isNonNullType(given) ? given.ofType : given
  if (isListType(type)) return argumentsOf(operation, [...trail, '[]'], type.ofType, required)
  if (isInputObjectType(type))
    return Object.values(type.getFields()).flatMap(({ name, type: below }) =>
      argumentsOf(operation, [...trail, name], below, required),
    )
  if (isEnumType(type)) {
    const choices = type.getValues().map(({ name }) => name)
    return [{ operation, part: 'args', trail, kind: 'enum', choices, required }]
  }
  return [{ operation, part: 'args', trail, kind: kinds[String(type)] ?? 'any', required }]
}

/** The operation with variables for all of its arguments, and everything selected that it answers. */
function documentOf(type: string, field: GraphQLField<unknown, unknown>, rows: AnyRows): string {
  const declared = field.args.map((arg) => `$${arg.name}: ${arg.type}`).join(', ')
  const passed = field.args.map(({ name }) => `${name}: $${name}`).join(', ')
  const head = `${type.toLowerCase()}${declared && ` (${declared})`}`
  return `${head} { ${field.name}${passed && `(${passed})`}${selection(field.type, rows, 3)} }`
}

function selection(type: GraphQLOutputType, rows: AnyRows, depth: number): string {
  const named = getNamedType(type)
  if (!isObjectType(named)) return ''
  const texts = Object.values(named.getFields()).flatMap((field) => {
    if (field.args.some((arg) => isNonNullType(arg.type))) return []
    if (isLeafType(getNamedType(field.type))) return [field.name]
    if (depth === 1 || (needsRow(named.name, field) && !rows[named.name]?.[field.name])) return []
    const below = selection(field.type, rows, depth - 1)
    return below ? [`${field.name}${below}`] : []
  })
  return texts.length > 0 ? ` { ${texts.join(' ')} }` : ' { __typename }'
}
