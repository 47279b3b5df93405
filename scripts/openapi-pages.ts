// Pages that people read, out of an OpenAPI document: one for each tag, and one with the nouns.
import { type Code, outcomeOf } from '@menshen/contract/errors'

type Json = Record<string, unknown>
interface Parameter {
  name: string
  in: string
  required: boolean
  description?: string
  deprecated?: boolean
  schema: Json
}
interface Operation {
  summary: string
  tags: string[]
  parameters: (Parameter | { $ref: string })[]
  requestBody?: { content: Record<string, { schema: Json }> }
  responses: { 200: { content: Record<string, { schema: Json }> } }
  'x-admits': string[]
  'x-refusals': Code[]
}
export interface OpenApi {
  info: { title: string; description: string }
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Json> }
}

interface Line {
  name: string
  where?: string
  schema: Json
  required: boolean
}

const slug = (tag: string) => tag.toLowerCase().replaceAll(' ', '-')
const cell = (text: string) => text.replaceAll('|', '\\|')
const nounPage = 'nouns.md'

/** What a schema holds, in a few words. */
function kindOf(schema: Json): string {
  const { $ref, anyOf, enum: choices, type, items, const: only, format, patternProperties } = schema
  if (typeof $ref === 'string') return linkTo($ref.split('/').pop() as string)
  if (Array.isArray(anyOf)) return anyOf.map(kindOf).join(' or ')
  if (Array.isArray(choices)) return choices.map((one) => `\`${one}\``).join(', ')
  if (only !== undefined) return `\`${only}\``
  if (type === 'array') return `list of ${kindOf((items ?? {}) as Json)}`
  if (patternProperties) return 'object'
  if (Array.isArray(type)) return type.join(' or ')
  return format === 'date-time' ? 'time' : typeof type === 'string' ? type : 'any'
}

const linkTo = (noun: string) => `[${noun}](${nounPage}#${noun.toLowerCase()})`

/** The fields of an object, and of those that stand in it. */
function linesOf(schema: Json, prefix = ''): Line[] {
  const {
    properties = {},
    required = [],
    type,
    items,
    anyOf,
  } = schema as {
    properties?: Record<string, Json>
    required?: string[]
    type?: string
    items?: Json
    anyOf?: Json[]
  }
  if (type === 'array' && items) return linesOf(items, `${prefix}[].`)
  if (anyOf && !properties) return anyOf.flatMap((one) => linesOf(one, prefix))
  return Object.entries(properties).flatMap(([name, inner]) => {
    const path = prefix + name
    return [{ name: path, schema: inner, required: required.includes(name) }, ...linesOf(inner, `${path}.`)]
  })
}

function table(head: string[], rows: string[][]): string[] {
  if (rows.length === 0) return []
  const line = (cells: string[]) => `| ${cells.map(cell).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line), '']
}

const describe = ({ description, deprecated }: Json) =>
  deprecated ? `${description} Deprecated.` : String(description ?? '')

function inputTable({ parameters, requestBody }: Operation): string[] {
  const own = parameters.filter((one): one is Parameter => 'name' in one)
  const sent = own.map(({ name, in: where, schema, required, ...said }) => ({
    name,
    where,
    schema: { ...schema, ...said },
    required,
  }))
  const bodies = Object.values(requestBody?.content ?? {})
  const lines: Line[] = [
    ...sent,
    ...bodies.flatMap(({ schema }) => linesOf(schema).map((line) => ({ ...line, where: 'body' }))),
  ]
  return table(
    ['Input', 'Where', 'Kind', 'Needed', 'What it is'],
    lines.map(({ name, where = '', schema, required }) => [
      `\`${name}\``,
      where,
      kindOf(schema),
      required ? 'yes' : '',
      describe(schema),
    ]),
  )
}

/** What stands in `data` of the envelope, or in the whole answer where there is none. */
function answerLines({ responses }: Operation): string[] {
  const [media, { schema }] = Object.entries(responses[200].content)[0] as [string, { schema: Json }]
  if (media !== 'application/json') return [`Answers \`${media}\`.`, '']
  const [good = {}] = (schema.anyOf ?? []) as Json[]
  const inEnvelope = isEnvelope(good)
  const told = inEnvelope ? ((good.properties as Json).data as Json) : good
  const rows = linesOf(told).map(({ name, schema }) => [`\`${name}\``, kindOf(schema), describe(schema)])
  const where = inEnvelope ? 'In `data`' : 'Without an envelope'
  return [`${where}: ${kindOf(told)}.`, '', ...table(['Answer', 'Kind', 'What it is'], rows)]
}

const callers: readonly [admission: RegExp, words: string][] = [
  [/anyone/, 'anybody'],
  [/any user/, 'a person who is signed in'],
  [/full user/, 'a person who is signed in with a session of their own'],
  [/proven user/, 'a person who is signed in, freshly or with a proof in the request'],
  [/fresh user/, 'a person who has just signed in'],
  [/second factor/, 'a person who has done the first half of a sign-in'],
  [/manager/, 'a holder of the secret of the user pool'],
]

function admitted(admissions: string[]): string {
  const words = callers.flatMap(([asked, said]) => (admissions.some((one) => asked.test(one)) ? said : []))
  return words.join(', or ')
}

function refusals(codes: Code[]): string[] {
  if (codes.length === 0) return []
  const named = codes.map((code) => `${code} ${outcomeOf(code).name}`)
  return [
    `Refusals that come of who asks and what is sent: ${named.join(', ')}. See [error codes](../reference/errors.md).`,
    '',
  ]
}

function operationText(method: string, path: string, operation: Operation): string[] {
  return [
    `## ${operation.summary}`,
    '',
    `\`${method.toUpperCase()} ${path}\``,
    '',
    `Who may call: ${admitted(operation['x-admits'])}.`,
    '',
    ...inputTable(operation),
    ...answerLines(operation),
    ...refusals(operation['x-refusals']),
  ]
}

/** Where the pages stand, and where the server has the same for programs. */
interface Place {
  folder: string
  address: string
}

const noteOf = ({ address }: Place) =>
  `Generated from the rows of the server; do not edit. The same for programs: \`GET ${address}\`.`

function tagPage({ name, description }: OpenApi['tags'][number], { paths }: OpenApi, note: string): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) =>
      operation.tags.includes(name) ? operationText(method, path, operation) : [],
    ),
  )
  return [`# ${name}`, '', `${description} ${note}`, '', ...operations].join('\n')
}

function nounsPage({ components }: OpenApi, note: string): string {
  const nouns = Object.entries(components.schemas).flatMap(([name, schema]) => [
    `## ${name}`,
    '',
    String(schema.description ?? ''),
    '',
    ...table(
      ['Field', 'Kind', 'What it is'],
      linesOf(schema).map(({ name, schema }) => [`\`${name}\``, kindOf(schema), describe(schema)]),
    ),
  ])
  return ['# Nouns', '', `What answers are about. ${note}`, '', ...nouns].join('\n')
}

/** The keys of an object that every operation may answer, with the one that says that all went well. */
function keysOf(schema: Json): string {
  const { properties = {} } = schema as { properties?: Record<string, Json> }
  const keys = Object.entries(properties).map(([name, { const: only }]) =>
    only === undefined ? name : `${name}: ${only}`,
  )
  return `\`{${keys.join(', ')}}\``
}

/** What a success looks like, taken from the first operation that has an envelope. */
function successIn({ paths }: OpenApi): Json {
  const schemas = Object.values(paths)
    .flatMap((methods) => Object.values(methods))
    .flatMap(({ responses }) => Object.values(responses[200].content))
    .map(({ schema }) => ((schema.anyOf ?? []) as Json[])[0] ?? {})
  return schemas.find(isEnvelope) ?? {}
}

const isEnvelope = (schema: Json) => (schema.properties as Json | undefined)?.requestId !== undefined

function entrance(document: OpenApi, note: string): string {
  const { info, tags, components } = document
  const list = tags.map(({ name, description }) => `- [${name}](${slug(name)}.md): ${description}`)
  const how = [
    'Name the application (`x-authing-app-id`) or the user pool (`x-authing-userpool-id`) in a header; a token goes into `authorization: Bearer ...`.',
    `A success is ${keysOf(successIn(document))}, a refusal ${keysOf(components.schemas.Refusal as Json)}.`,
  ]
  return [
    `# ${info.title}`,
    '',
    info.description,
    '',
    ...how,
    '',
    note,
    '',
    ...list,
    `- [Nouns](${nounPage}): What answers are about.`,
  ].join('\n')
}

/** Markdown by path below the folder. */
export function pagesOf(document: OpenApi, place: Place): Map<string, string> {
  const note = noteOf(place)
  const pages = document.tags.map((tag) => [`${slug(tag.name)}.md`, tagPage(tag, document, note)] as const)
  const ends = [['README.md', entrance(document, note)] as const, [nounPage, nounsPage(document, note)] as const]
  return new Map([...pages, ...ends].map(([name, text]) => [`${place.folder}/${name}`, `${text.trimEnd()}\n`]))
}
