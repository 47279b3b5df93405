import type { Envelope } from '../envelope.ts'
import type { RestRow } from '../row.ts'
import { exactly, type JsonObject, Schemas } from './json-schema.ts'
import { type DescribedRow, operationOf, withCustomData } from './operation.ts'

/** Rows that belong together, under what people look for them by. */
export interface DocumentArea {
  tag: string
  description: string
  rows: readonly RestRow[]
}

/** A REST door as it is told of. */
export interface DescribedDoor {
  name: 'REST V2' | 'REST V3'
  /** Where the server has its document. */
  address: string
  info: { title: string; version: string; description: string }
  areas: readonly DocumentArea[]
  envelope: Envelope
}

/** The operations of a door as OpenAPI 3.1.1 (https://spec.openapis.org/oas/v3.1.1.html). What is not built is left out. */
export function documentOf({ info, areas, envelope }: DescribedDoor): JsonObject {
  const schemas = new Schemas()
  const described = areas.flatMap(({ tag, rows }) => rows.filter(isDescribed).map((row) => ({ tag, row })))
  const idOf = idsOf(described.map(({ row }) => row))
  const paths: Record<string, Record<string, JsonObject>> = {}
  for (const { tag, row } of described) {
    const path = row.path.replace(/:(\w+)/g, '{$1}')
    const methods = paths[path] ?? {}
    paths[path] = methods
    methods[row.method.toLowerCase()] = operationOf(row, { id: idOf(row), tag, envelope }, schemas)
  }
  const Refusal = { ...exactly(envelope.described.refusal), description: refusalIs }
  return {
    openapi: '3.1.1',
    info,
    servers: [{ url: '/' }],
    tags: areas.map(({ tag: name, description }) => ({ name, description })),
    paths,
    components: { schemas: { Refusal, ...sorted(schemas.components) }, parameters, securitySchemes },
  }
}

const refusalIs = 'What is said of an operation that was not done. The HTTP status is 200 all the same.'

const isDescribed = (row: RestRow): row is DescribedRow => row.about !== undefined

const sorted = (record: Record<string, JsonObject>) =>
  Object.fromEntries(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)))

/** `role.create` is `roleCreate`; of those that do the same under several addresses the address is in the name too. */
function idsOf(rows: readonly DescribedRow[]): (row: DescribedRow) => string {
  const groups = Map.groupBy(rows, ({ about }) => about.operation)
  return ({ method, path, about: { operation } }) => {
    const isAlone = groups.get(operation)?.length === 1
    return isAlone ? camel(operation) : [camel(operation), method.toLowerCase(), ...segmentsOf(path)].join('_')
  }
}

const segmentsOf = (path: string) =>
  path
    .replace(/^\/api\/v\d\//, '')
    .replace(/^\//, 'root/')
    .split('/')
    .map(camel)

const camel = (text: string) => text.replace(/[^A-Za-z0-9]+(\w?)/g, (_, letter: string) => letter.toUpperCase())

const header = (name: string, description: string): JsonObject => ({
  name,
  in: 'header',
  description,
  schema: { type: 'string' },
})

function asParameter({ description, ...schema }: JsonObject): JsonObject {
  return { description, schema }
}

/** Which tenant is meant may also stand in the host name. */
const parameters: JsonObject = {
  withCustomData: { name: 'withCustomData', in: 'query', ...asParameter(withCustomData) },
  application: header('x-authing-app-id', 'The application that asks; it says the user pool as well.'),
  userPool: header('x-authing-userpool-id', 'The user pool, where no application asks.'),
  language: header('x-authing-lang', 'zh-CN or en-US: the language of messages. Chinese when left out.'),
}

const bearer = (description: string): JsonObject => ({ type: 'http', scheme: 'bearer', description })

const securitySchemes: JsonObject = {
  userToken: bearer('The token of a person: of signing in, or an access token of OpenID Connect.'),
  managementToken: bearer('A token for the secret of the user pool: from /api/v2/userpools/accessToken.'),
  mfaToken: bearer('The mfaToken that a refusal to sign in gives: half of a sign-in is done.'),
}
