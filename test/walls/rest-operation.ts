import assert from 'node:assert/strict'
import { Refusal } from '@menshen/contract/errors'
import type { TSchema } from 'typebox'
import { restDoors } from '#surface/rest/doors.ts'
import { keywordsOf, shapeOf } from '#surface/rest/engine/normalise.ts'
import type { Call, Description, RestRow } from '#surface/rest/engine/row.ts'
import { compose, type Field, type Kind, type Operation, type Request, type Sample } from './operation.ts'
import { Seen, watchDomain } from './watch-domain.ts'

/** Arguments of operations that take whatever they are sent, which no schema names. */
const unnamed: Record<string, [Field['part'], string, Kind][]> = {
  'POST /api/v3/create-device': [['body', 'anything', 'any']],
}

/** What the row's schemas say that it takes, and whom it was seen to admit when it was asked with all and with what it needs. */
export async function restOperation(row: RestRow, sample: Sample): Promise<Operation> {
  const { method, path, about } = row
  const name = `${method} ${path}`
  if (!about) throw new Error(`${name} says nothing about itself`)
  const seen = new Seen()
  const more = (unnamed[name] ?? []).map(
    ([part, step, kind]): Field => ({ operation: name, part, trail: [step], kind }),
  )
  const fields = [...fieldsOf(name, about), ...more]
  for (const taken of [fields, fields.filter(({ required }) => required)]) await ask(row, compose(taken, sample), seen)
  return {
    door: (restDoors.find(({ rows }) => rows.includes(row)) ?? assert.fail(`${name} is of no door`)).name,
    name,
    fields,
    admits: seen.admits,
    verbs: seen.verbs,
    stuck: seen.admits.size === 0 ? seen.refusal : null,
    encode: (request) => encode(row, request),
  }
}

function fieldsOf(operation: string, { input }: Description): Field[] {
  return (['path', 'query', 'body'] as const).flatMap((part) => inside({ operation, part, trail: [] }, input[part]))
}

type Place = Pick<Field, 'operation' | 'part' | 'trail'>

/** Every field of an object, and of the objects within it, under each of its names. */
function inside(place: Place, schema: TSchema): Field[] {
  return shapeOf(schema as Parameters<typeof shapeOf>[0]).fields.flatMap(({ names, schema, required, within }) =>
    // A list is taken under one name at a time.
    (keywordsOf(schema).type === 'array' ? names.slice(0, 1) : names).flatMap((name, at): Field[] => {
      const isList = keywordsOf(schema).type === 'array'
      const isPlainList = isList && !within && keywordsOf(keywordsOf(schema).items as TSchema).type === 'string'
      const trail = [...place.trail, name, ...(isList && (within || isPlainList) && !isCollected(schema) ? ['[]'] : [])]
      if (within) return inside({ ...place, trail }, within.schema)
      return [{ ...place, trail, ...kindOf(schema, isPlainList), required: required && at === 0 }]
    }),
  )
}

const isCollected = (schema: TSchema) => keywordsOf(schema).collects === true

function kindOf(schema: TSchema, isPlainList: boolean): Pick<Field, 'kind' | 'choices'> {
  const { type, enum: choices } = keywordsOf(schema)
  if (choices) return { kind: 'enum', choices: choices as string[] }
  if (type === 'string' || isPlainList) return { kind: 'text' }
  return { kind: type === 'boolean' ? 'flag' : type === 'integer' ? 'number' : 'any' }
}

/** A request with a file in it, as far as rows look at one. */
const aForm = {
  isMultipart: () => true,
  file: async () => ({ filename: 'people.csv', file: { once() {} } }),
  raw: { unpipe: () => ({ resume() {} }), socket: { once() {}, off() {} } },
}

/** Asks a row where nothing behind it does anything; `seen` notes whom it admits, and what it refuses the request for. */
export async function ask(row: RestRow, { path, query, body }: Request, seen: Seen): Promise<void> {
  const request = { headers: {}, params: path, query, body, ...(row.takesForm && { ...aForm, body: undefined }) }
  const reply = { header: () => reply, type: () => reply, code: () => reply, send: () => reply }
  const call = {
    domain: watchDomain(seen),
    hints: { client: { ip: '127.0.0.1', userAgent: null }, origin: 'http://127.0.0.1', token: 'x' },
    language: 'en-US',
    request,
    reply,
  } as unknown as Call
  try {
    await row.answer(call)
  } catch (error) {
    // Nothing behind the row answers, so most rows end in an error of ours.
    if (error instanceof Refusal) seen.refusal = `${error.code} ${JSON.stringify(error.values ?? {})}`
  }
}

function encode({ method, path, takesForm }: RestRow, request: Request) {
  const address = path.replace(/:(\w+)/g, (_, name) => encodeURIComponent(String(request.path[name] ?? 'none')))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(request.query))
    for (const one of [value].flat()) query.append(name, typeof one === 'string' ? one : JSON.stringify(one))
  const body = takesForm ? formOf() : request.body
  return { method, path: query.size > 0 ? `${address}?${query}` : address, body }
}

function formOf(): FormData {
  const form = new FormData()
  form.append('file', new Blob(['username\nsomebody\n'], { type: 'text/csv' }), 'people.csv')
  return form
}
