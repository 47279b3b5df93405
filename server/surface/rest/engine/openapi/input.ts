import type { TSchema } from 'typebox'
import { keywordsOf, type SchemaField, shapeOf } from '../normalise.ts'
import type { RestRow } from '../row.ts'
import type { Input } from '../sent.ts'
import type { JsonObject, Schemas } from './json-schema.ts'

/** The parameters of an operation: those of the path, then those of the query. */
export function parametersOf(input: Input, schemas: Schemas): JsonObject[] {
  const path = shapeOf(input.path).fields.map((field) => parameter('path', field, schemas))
  return [...path, ...shapeOf(input.query).fields.flatMap((field) => queryParameters(field, schemas))]
}

function queryParameters(field: SchemaField, schemas: Schemas): JsonObject[] {
  const [, ...others] = field.names
  const aliases = others.map((name) => ({
    ...parameter('query', { ...field, name, required: false }, schemas),
    ...aliasOf(field),
  }))
  return [parameter('query', { ...field, required: field.required && others.length === 0 }, schemas), ...aliases]
}

const aliasOf = ({ name }: SchemaField) => ({ description: `Another name of ${name}.`, deprecated: true })

function parameter(where: 'path' | 'query', { name, schema, required }: SchemaField, schemas: Schemas): JsonObject {
  const { description, ...written } = schemas.write(schema)
  return { name, in: where, required: where === 'path' || required, description, schema: written }
}

/** The body of an operation, with `more` that it takes besides its own fields; undefined for one that takes none. */
export function bodyOf({ about }: RestRow, schemas: Schemas, more: JsonObject): JsonObject | undefined {
  if (about?.input.form) return { required: true, content: { 'multipart/form-data': { schema: form } } }
  const input = about?.input
  if (!input || shapeOf(input.body).fields.length === 0) return undefined
  const schema = objectSchema(input.body, schemas, { ...input, more })
  const required = shapeOf(input.body).fields.some((field) => field.required)
  return { required, content: { 'application/json': { schema } } }
}

const form: JsonObject = {
  type: 'object',
  required: ['file'],
  properties: { file: { type: 'string', contentMediaType: 'application/octet-stream', description: 'The file.' } },
}

interface Taking {
  open: boolean
  ignored: readonly string[]
  more: JsonObject
}

/** An object as clients may send it: under every name, and without what is so when nothing is said. */
function objectSchema(schema: TSchema, schemas: Schemas, { open, ignored, more }: Taking): JsonObject {
  const { fields } = shapeOf(schema as Parameters<typeof shapeOf>[0])
  const properties = fields.flatMap((field) => [
    [field.name, fieldSchema(field, schemas)],
    ...field.names.slice(1).map((name) => [name, { ...fieldSchema(field, schemas), ...aliasOf(field) }]),
  ])
  const sentAlong = ignored.map((name) => [name, { description: 'Taken and not read.', deprecated: true }])
  const required = fields.filter((field) => field.required)
  const either = required.filter(({ names }) => names.length > 1)
  const always = required.filter(({ names }) => names.length === 1)
  return {
    type: 'object',
    properties: Object.fromEntries([...sentAlong, ...properties, ...Object.entries(more)]),
    ...(always.length > 0 && { required: always.map(({ name }) => name) }),
    ...(either.length > 0 && {
      allOf: either.map(({ names }) => ({ anyOf: names.map((name) => ({ required: [name] })) })),
    }),
    additionalProperties: open,
  }
}

function fieldSchema({ schema, within }: SchemaField, schemas: Schemas): JsonObject {
  if (!within) return schemas.write(schema)
  const { type, description } = keywordsOf(schema)
  const inner = objectSchema(within.schema, schemas, { open: within.open, ignored: [], more: {} })
  return type === 'array' ? { type, items: inner, description } : { ...inner, description }
}
