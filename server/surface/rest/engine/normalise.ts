import type { TObject, TSchema } from 'typebox'
import { type Fields, isObject } from '#domain/shape/kind.ts'

/** One field of an object schema, made ready for reading. */
export interface SchemaField {
  name: string
  /** Under which clients send it, the first that is given first. */
  names: readonly string[]
  schema: TSchema
  required: boolean
  /** The value that a sent one stands for; undefined for one that says nothing. */
  mean(value: unknown): unknown
  /** Of an object, or of the objects in a list. */
  within: ObjectShape | null
}

/** An object schema, made ready for reading. */
export interface ObjectShape {
  schema: TObject
  fields: readonly SchemaField[]
  /** Every name that may be sent. */
  known: ReadonlySet<string>
  /** Takes names that it does not know. */
  open: boolean
  /** Not even null may be said under a name that it does not know. */
  strict: boolean
}

type Keywords = {
  type?: string
  description?: string
  enum?: readonly unknown[]
  minLength?: number
  default?: unknown
  properties?: Record<string, TSchema>
  items?: TSchema
  also?: readonly string[]
  additionalProperties?: unknown
  commas?: boolean
  numbers?: boolean
  /** See `said` of `fields.ts`. */
  quiet?: boolean
  collects?: boolean
  /** A list may be written out as one text: see `writtenOut`. */
  brackets?: boolean
  /** See `like` of `fields.ts`. */
  example?: string
}

export const keywordsOf = (schema: TSchema) => schema as Keywords

/** Made once for each row. `ignored` are names that clients send along and that say nothing here; `inQuery`: everything is a text there. */
export function shapeOf(
  schema: TObject,
  { open = false, inQuery = false, ignored = [] as readonly string[] } = {},
): ObjectShape {
  const required = new Set<string>(schema.required ?? [])
  const fields = Object.entries(schema.properties).map(([name, property]) => {
    const field = fieldOf(name, property, required.has(name))
    const isFlag = keywordsOf(property).type === 'boolean'
    return inQuery && isFlag ? { ...field, mean: flagIn } : field
  })
  return {
    schema,
    fields,
    known: new Set([...fields.flatMap(({ names }) => names), ...ignored]),
    open,
    strict: keywordsOf(schema).additionalProperties === false,
  }
}

function fieldOf(name: string, schema: TSchema, required: boolean): SchemaField {
  const { also = [], properties, items, default: otherwise, example } = keywordsOf(schema)
  const inner = example ? null : properties ? schema : items && keywordsOf(items).properties ? items : null
  const within = inner && shapeOf(inner as TObject)
  const plain = meaningOf(schema, within)
  const mean: Meaning = keywordsOf(schema).quiet ? (value) => (value === null ? undefined : plain(value)) : plain
  return { name, names: [name, ...also], schema, required: required && otherwise === undefined, mean, within }
}

type Meaning = (value: unknown) => unknown

const unlessEmpty: Meaning = (value) => (value === '' || value === null ? undefined : value)

/** What each kind of field may be written as. What is of another kind stays what it is: the check names it. */
function meaningOf(schema: TSchema, within: ObjectShape | null): Meaning {
  const { type, enum: choices, minLength, items, commas, numbers, collects, brackets, example } = keywordsOf(schema)
  if (example) return (value) => value
  if (collects) return brackets ? collectWrittenOut : collect
  if (commas) return splitText
  if (numbers) return (value) => unlessEmpty(typeof value === 'number' ? String(value) : value)
  if (choices || minLength) return unlessEmpty
  if (type === 'string') return (value) => (value === null ? '' : value)
  if (type === 'boolean') return (value) => (value === null ? false : value)
  if (type === 'integer') return numberIn
  if (type === 'object') return objectMeaning(within)
  if (items && within) return (value) => (Array.isArray(value) ? value.map(objectMeaning(within)) : value)
  return (value) => value
}

const collect = (value: unknown): unknown[] => [value].flat().filter((item) => item !== undefined && item !== '')

const collectWrittenOut = (value: unknown): unknown[] => collect(collect(value).flatMap(writtenOut))

/** `["a","b"]`, `[a, b]` and `[a b]` are lists, as programs in JavaScript, Java and Go print theirs; anything else is one value. */
function writtenOut(value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith('[') || !value.endsWith(']')) return value
  try {
    const list: unknown = JSON.parse(value)
    if (Array.isArray(list)) return list
  } catch {}
  return value.slice(1, -1).split(value.includes(',') ? /\s*,\s*/ : /\s+/)
}

/** How programs print a flag; those in Python begin it with a capital. */
const flags: Record<string, boolean | undefined> = { '': undefined, true: true, True: true, false: false, False: false }

/** A flag in a query, where everything is a text. */
const flagIn: Meaning = (value) => (typeof value === 'string' && Object.hasOwn(flags, value) ? flags[value] : value)

const splitText: Meaning = (value) =>
  typeof value === 'string' ? value.split(',').flatMap((item) => item.trim() || []) : value

function numberIn(value: unknown): unknown {
  const isDigits = typeof value === 'string' && /^\d{1,15}$/.test(value)
  return isDigits ? Number(value) : unlessEmpty(value)
}

function objectMeaning(within: ObjectShape | null): Meaning {
  return (value) => {
    if (!within) return value ?? undefined
    const fields = value ?? {}
    return isObject(fields) ? normalise(within, fields) : fields
  }
}

/** The name under which a field was sent, where it says something; own names only, `toString` is no field of anybody's. */
export function sentName({ names, mean }: SchemaField, sent: Fields): string | undefined {
  return names.find((name) => Object.hasOwn(sent, name) && mean(sent[name]) !== undefined)
}

/**
 * What was sent in one way of saying it: by the names of the schema, without what says nothing, with what is so when nothing is
 * said. Whether that fits the schema is for `check` to say.
 */
export function normalise({ fields, open }: Pick<ObjectShape, 'fields' | 'open'>, sent: Fields): Fields {
  const told: Fields = open ? { ...sent } : {}
  for (const field of fields) {
    const value = saidOf(field, sent)
    if (value !== undefined) told[field.name] = value
    else if (open) delete told[field.name]
  }
  return told
}

function saidOf(field: SchemaField, sent: Fields): unknown {
  const { names, schema, mean } = field
  if (keywordsOf(schema).collects) return collected(field, sent)
  for (const name of names) {
    const value = Object.hasOwn(sent, name) ? mean(sent[name]) : undefined
    if (value !== undefined) return value
  }
  const { default: otherwise } = keywordsOf(schema)
  return otherwise === undefined ? undefined : mean(otherwise)
}

/** All that is said under any of the names; undefined when that is nothing. */
function collected({ names, schema, mean }: SchemaField, sent: Fields): unknown {
  const inOne = keywordsOf(schema).brackets === true
  const sentAs = (name: string) => (inOne && !name.endsWith('[]') ? parted(sent[name]) : sent[name])
  const all = names.flatMap((name) => (Object.hasOwn(sent, name) ? mean(sentAs(name)) : []))
  return all.length > 0 ? all : undefined
}

/** Clients that have a text where others have a list put commas between; what is sent several times, or is written out, has its own ends. */
const parted: Meaning = (value) => (typeof value === 'string' && !value.startsWith('[') ? splitText(value) : value)
