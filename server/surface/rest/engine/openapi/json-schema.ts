import type { TSchema } from 'typebox'

/** A piece of the document: plain JSON. */
export type JsonObject = { readonly [name: string]: unknown }

/** What our vocabulary says besides JSON Schema: see `Notes` of `fields.ts`. */
const notes = new Set(['also', 'commas', 'numbers', 'quiet', 'collects', 'brackets', 'example', 'x-like', '$id'])

/** Writes schemas as OpenAPI 3.1 has them, and keeps those that have a name of their own apart. */
export class Schemas {
  readonly components: Record<string, JsonObject> = {}

  /** A reference for what has a title; everything else in full. */
  write(schema: TSchema): JsonObject {
    const { title, $defs, $ref } = schema as { title?: string; $defs?: Record<string, TSchema>; $ref?: string }
    for (const [name, inner] of Object.entries($defs ?? {})) this.#keep(name, inner)
    if ($ref !== undefined) return refTo($ref)
    if (title === undefined) return this.#inFull(schema)
    this.#keep(title, schema)
    return refTo(title)
  }

  #keep(name: string, schema: TSchema): void {
    if (this.components[name]) return
    // Ahead of its fields, which may lead back to it.
    this.components[name] = {}
    const { title: _title, ...rest } = this.#inFull(schema)
    this.components[name] = rest
  }

  #inFull(schema: TSchema): JsonObject {
    const written: Record<string, unknown> = {}
    for (const [keyword, value] of Object.entries(schema)) {
      if (notes.has(keyword)) continue
      if (keyword === 'properties' || keyword === 'patternProperties') written[keyword] = this.#each(value)
      else if (isSchema(value)) written[keyword] = this.write(value)
      else
        written[keyword] = Array.isArray(value) && value.every(isSchema) ? value.map((one) => this.write(one)) : value
    }
    return { ...written, ...asTold(schema) }
  }

  #each(schemas: Record<string, TSchema>): JsonObject {
    return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, this.write(schema)]))
  }
}

/** What our notes come to in JSON Schema. */
function asTold(schema: TSchema): JsonObject {
  const { enum: choices, commas, numbers, example, 'x-like': like } = schema as Record<string, unknown>
  return {
    ...(Array.isArray(choices) && { type: 'string' }),
    ...(commas === true && { type: ['array', 'string'] }),
    ...(numbers === true && { type: ['string', 'number'] }),
    ...(typeof example === 'string' && { examples: [JSON.parse(example)] }),
    ...(like as object | undefined),
  }
}

const isSchema = (value: unknown): value is TSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && ('~kind' in value || '~unsafe' in value)

export const refTo = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` })

/** An object with these keys and no others, all of which are there. */
export const exactly = (properties: Record<string, JsonObject>): JsonObject => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
})
