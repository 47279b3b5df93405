import { Refusal } from '@menshen/contract/errors'
import type { Reader } from '#surface/rest-v2/parts.ts'
import type { Call, Row } from '#surface/rest-v2/row.ts'
import type { Field, Kind, Operation, Request, Sample } from './operation.ts'
import { Seen, watchDomain } from './watch-domain.ts'

/** Arguments of operations that take whatever they are sent, so that no reader is seen to ask for them by name. */
const unnamed: Record<string, [Field['part'], string, Kind][]> = {
  'POST /api/v3/create-device': [['body', 'anything', 'any']],
}

/** Runs the row against a domain that does nothing, and writes down what it reads: once all is there, once only what must be. */
export async function restOperation(row: Row, sample: Sample): Promise<Operation> {
  const name = `${row.method} ${row.path}`
  const fields = new Map<string, Field>()
  const note = (field: Field) => {
    const key = `${field.part}.${field.trail.join('.')}`
    const known = fields.get(key)
    const better = !known || (known.kind === 'any' && field.kind !== 'any')
    // Once with everything and once without: what both ask for must be there.
    fields.set(key, better ? field : { ...known, required: known.required && field.required !== false })
  }
  for (const [part, trail, kind] of unnamed[name] ?? []) note({ operation: name, part, trail: trail.split('.'), kind })
  const seen = new Seen()
  for (const present of [true, false]) await walk(row, present, note, seen, sample)
  for (const [, step = ''] of row.path.matchAll(/:(\w+)/g))
    note({ operation: name, part: 'path', trail: [step], kind: 'text', required: true })
  return {
    door: 'REST V2',
    name,
    fields: [...fields.values()].filter(({ part, trail }) => !reads(fields, `${part}.${trail.join('.')}.`)),
    admits: seen.admits,
    verbs: seen.verbs,
    stuck: seen.admits.size === 0 ? seen.refusal : null,
    encode: (request) => encode(row, request),
  }
}

/** Whether anything below is read: then the thing itself is an object. */
const reads = (fields: Map<string, Field>, prefix: string) => [...fields.keys()].some((key) => key.startsWith(prefix))

type Note = (field: Field) => void

/** A request with a file in it, as far as rows look at one. */
const aForm = {
  headers: {},
  isMultipart: () => true,
  file: async () => ({ filename: 'people.csv', file: { once() {} } }),
  raw: { unpipe: () => ({ resume() {} }), socket: { once() {}, off() {} } },
}

async function walk(row: Row, present: boolean, note: Note, seen: Seen, value: Sample) {
  const operation = `${row.method} ${row.path}`
  const part = (name: Field['part']) => recorder({ operation, part: name, trail: [] }, present, note, value)
  const reply = { header: () => reply, type: () => reply, code: () => reply, send: () => reply }
  const call = {
    domain: watchDomain(seen),
    hints: { client: { ip: '127.0.0.1', userAgent: null }, origin: 'http://127.0.0.1', token: 'x' },
    language: 'en-US',
    parts: { path: part('path'), query: part('query'), body: part('body') },
    request: aForm,
    reply,
  } as unknown as Call
  try {
    await row.answer(call)
  } catch (error) {
    // Nothing behind the row answers, so most rows end in an error of ours.
    if (error instanceof Refusal) seen.refusal = `${error.code} ${JSON.stringify(error.values ?? {})}`
  }
}

type Place = Pick<Field, 'operation' | 'part' | 'trail'>

function recorder(place: Place, present: boolean, note: Note, value: Sample): Reader {
  const read = (name: string, kind: Kind, { list = false, required = false } = {}) => {
    const field = { ...place, trail: [...place.trail, name, ...(list ? ['[]'] : [])], kind, required }
    note(field)
    return value(field)
  }
  const below = (...steps: string[]) => recorder({ ...place, trail: [...place.trail, ...steps] }, present, note, value)
  return {
    text: (name) => String(read(name, 'text', { required: true })),
    optionalText: (...names) => {
      const [text = ''] = names.map((name) => String(read(name, 'text')))
      return present ? text : undefined
    },
    flag: (name) => Boolean(read(name, 'flag')),
    optionalNumber: (name) => {
      const number = Number(read(name, 'number'))
      return present ? number : undefined
    },
    texts: (name) => [read(name, 'text', { list: true, required: true })].flat().map(String),
    object: (name) => below(name),
    objects: (name) => [below(name, '[]')],
    pick: (names) => Object.fromEntries(names.flatMap((name) => (present ? [[name, read(name, 'any')]] : []))) as never,
    only: ({ known }) => Object.fromEntries([...known].flatMap((name) => (present ? [[name, read(name, 'any')]] : []))),
    has: (name) => {
      read(name, 'any')
      return present
    },
    all: () => {
      return {}
    },
    ignore: () => {},
    unasked: () => [],
  }
}

function encode({ method, path, takesForm }: Row, request: Request) {
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
