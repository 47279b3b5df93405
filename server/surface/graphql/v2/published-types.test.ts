import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { before, test } from 'node:test'
import {
  buildClientSchema,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLSchema,
  getIntrospectionQuery,
  isEnumType,
  isInputObjectType,
  isObjectType,
} from 'graphql'
import { buildDoorSchema } from '../engine/build-schema.ts'
import { makeEngine } from '../engine/execute.ts'

// The types that the official SDK publishes were generated from the published schema: the one other copy of it that we install.
const published = readFileSync(
  createRequire(import.meta.url).resolve('authing-js-sdk-newest/build/main/types/graphql.v2.d.ts'),
  'utf8',
).replace(/\/\*\*[\s\S]*?\*\//g, '')

let served: GraphQLSchema

/** As a client downloads it that checks its documents against it before it sends any. */
before(async () => {
  const sdl = readFileSync(new URL('schema.graphql', import.meta.url), 'utf8')
  const engine = makeEngine(buildDoorSchema(sdl, {}), (error) => assert.fail(String(error)))
  const { data } = await engine.execute({ query: getIntrospectionQuery() }, {}, { language: 'en-US' })
  served = buildClientSchema(JSON.parse(JSON.stringify(data)))
})

/** The generator writes `UDFTargetType` as `UdfTargetType`. */
const folded = (name: string) => name.toLowerCase().replaceAll('_', '')

function typeNamed(name: string) {
  return Object.values(served.getTypeMap()).find((type) => folded(type.name) === folded(name))
}

/** `Maybe<Array<Scalars['String']>>` as GraphQL writes it: `[String!]`. */
function readType(text: string): string {
  const maybe = /^Maybe<(.*)>$/.exec(text)
  return maybe ? readPresent(maybe[1] as string) : `${readPresent(text)}!`
}

function readPresent(text: string): string {
  const list = /^Array<(.*)>$/.exec(text)
  if (list) return `[${readType(list[1] as string)}]`
  return /^Scalars\['(\w+)'\]$/.exec(text)?.[1] ?? text
}

interface Published {
  name: string
  fields: { name: string; type: string }[]
}

const objects: Published[] = [...published.matchAll(/^export type (\w+) = \{\n([\s\S]*?)^\};/gm)]
  .filter(([, name]) => name !== 'Scalars')
  .map(([, name, body]) => ({
    name: name as string,
    fields: [...(body as string).matchAll(/^ {4}(\w+)\??: (.*);$/gm)].map(([, field, type]) => ({
      name: field as string,
      type: readType(type as string),
    })),
  }))
const enums = [...published.matchAll(/^export declare enum (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, name, body]) => ({
  name: name as string,
  values: [...(body as string).matchAll(/= "(\w+)"/g)].map(([, value]) => value as string),
}))

type Member = GraphQLField<unknown, unknown> | GraphQLInputField | GraphQLArgument

function compare(what: string, members: Record<string, Member>, fields: Published['fields']): string[] {
  return fields.flatMap(({ name, type }) => {
    const ours = members[name]
    if (!ours) return [`${what}.${name} is missing`]
    return folded(String(ours.type)) === folded(type) ? [] : [`${what}.${name} is ${ours.type} and should be ${type}`]
  })
}

/** Where the published forms contradict each other, or nothing refers to a type. */
const known = [
  // Older clients send any value, newer ones text: `Object` takes both.
  'SetUdfValueBatchInput.value is Object! and should be String!',
  'PasswordUpdatePolicy is missing',
]

test('the served schema has every published type with its fields, and each as nullable as published', () => {
  const types = objects.filter(({ name }) => !/^(Query|Mutation|\w+)(Args|Variables|Response)$/.test(name))
  const wrong = types.flatMap(({ name, fields }) => {
    const type = typeNamed(name)
    if (isObjectType(type) || isInputObjectType(type)) return compare(name, type.getFields(), fields)
    return [`${name} is missing`]
  })
  assert.deepEqual(wrong, known)
  assert.ok(types.length > 90, String(types.length))
})

test('every operation takes the published arguments', () => {
  const wrong = objects.flatMap(({ name, fields }) => {
    const [, kind, field] = /^(Query|Mutation|[A-Z]\w*?[a-z])([A-Z]\w*)Args$/.exec(name) ?? []
    if (!kind || !field) return []
    const owners = Object.values(served.getTypeMap()).filter(isObjectType)
    const found = owners.flatMap((owner) =>
      Object.values(owner.getFields()).filter((one) => folded(owner.name + one.name) === folded(kind + field)),
    )
    if (found.length === 0) return [`${name} is of no operation`]
    return compare(name, Object.fromEntries(found[0]?.args.map((arg) => [arg.name, arg]) ?? []), fields)
  })
  assert.deepEqual(wrong, [])
})

test('every enum has the published values', () => {
  const wrong = enums.flatMap(({ name, values }) => {
    const type = typeNamed(name)
    if (!isEnumType(type)) return [`${name} is missing`]
    const ours = type.getValues().map((value) => value.name)
    return values.filter((value) => !ours.includes(value)).map((value) => `${name}.${value} is missing`)
  })
  assert.deepEqual(wrong, [])
  assert.ok(enums.length > 10, String(enums.length))
})
