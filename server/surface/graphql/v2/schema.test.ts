import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { say } from '@menshen/contract/errors'
import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  lexicographicSortSchema,
  parse,
  printSchema,
  validate,
} from 'graphql'
import { buildDoorSchema } from '../engine/build-schema.ts'
import { makeEngine } from '../engine/execute.ts'
import { listOperations } from '../engine/list-operations.ts'
import { measureDocument } from '../engine/measure-document.ts'

const sdl = readFileSync(new URL('schema.graphql', import.meta.url), 'utf8')
const schema = buildSchema(sdl)
const documentsOf = (name: string) =>
  Object.entries(
    createRequire(import.meta.url)(`${name}/build/main/types/graphql.v2.js`) as Record<string, unknown>,
  ).filter((entry): entry is [string, string] => entry[0].endsWith('Document') && typeof entry[1] === 'string')
const documents = documentsOf('authing-js-sdk')

for (const name of ['authing-js-sdk', 'authing-js-sdk-newest'])
  test(`every document of ${name} is valid and within the limits`, () => {
    const published = documentsOf(name)
    assert.equal(published.length, 142)
    const refused = published.flatMap(([operation, text]) => {
      const document = parse(text)
      measureDocument(document)
      return validate(schema, document).map(({ message }) => `${operation}: ${message}`)
    })
    assert.deepEqual(refused, [])
  })

/** Documents of the official clients for Java, Go and of older ones for JavaScript that ask for more than the SDK here does. */
const others = {
  'authing-js-sdk 4.11, userpool':
    'query userpool { userpool { id customSMSProvider { enabled provider config253 { sendSmsApi appId key template ttl } } } }',
  'authing-js-sdk 4.15, resourcePermissions':
    'query resourcePermissions($namespace: String!, $resourceType: ResourceType!, $resource: String!, $targetType: PolicyAssignmentTargetType, $actions: ResourcePermissionsActionsInput) { resourcePermissions(namespace: $namespace, resource: $resource, resourceType: $resourceType, targetType: $targetType, actions: $actions) { totalCount list { targetType targetIdentifier actions } } }',
  'authing-go-sdk, authorizedTargetsCode':
    'query authorizedTargetsCode($namespace: String!, $resourceType: ResourceType!, $resource: String!, $targetType: PolicyAssignmentTargetType, $actions: AuthorizedTargetsActionsInput) { authorizedTargetsCode(namespace: $namespace, resource: $resource, resourceType: $resourceType, targetType: $targetType, actions: $actions) { totalCount list { targetType targetIdentifier actions } } }',
  'java-core, getGjsCurrentUser': 'query user($id: String) { user(id: $id) { id secondaryUserIds } }',
}

for (const [name, text] of Object.entries(others))
  test(`the document of ${name} is valid`, () => {
    assert.deepEqual(validate(schema, parse(text)), [])
  })

test('the schema has the 131 operations, and says which are built', () => {
  const rows = { Query: { user: async () => null }, User: { roles: async () => null } }
  const operations = listOperations(sdl, rows)
  assert.equal(operations.filter(({ kind }) => kind === 'Query').length, 51)
  assert.equal(operations.filter(({ kind }) => kind === 'Mutation').length, 80)
  assert.deepEqual(
    operations.filter(({ built }) => built).map(({ name }) => name),
    ['user', 'User.roles'],
  )
  const nested = operations.filter(({ kind }) => kind === 'field').map(({ name }) => name)
  for (const name of ['User.groups', 'User.departments', 'User.authorizedResources', 'User.customData', 'Role.users']) {
    assert.ok(nested.includes(name), name)
  }
})

test('every operation without a row refuses by name, and invents nothing', async () => {
  const engine = makeEngine(buildDoorSchema(sdl, {}), (error) => assert.fail(String(error)))
  for (const [name, query] of documents) {
    const variables = requiredVariables(query)
    const { data, errors } = await engine.execute({ query, variables }, {}, { language: 'en-US' })
    const [first] = errors ?? []
    assert.ok(first && typeof first.message === 'object', name)
    assert.equal(first.message.code, 1000, `${name}: ${first.message.message}`)
    const values = { operation: String(first.path?.[0]) }
    assert.equal(first.message.message, say(1000, 'en-US', { variant: 'notBuilt', values }))
    assert.ok(data === null || data[String(first.path?.[0])] === null, name)
  }
})

test('a client can download the schema, and it is the schema', async () => {
  const engine = makeEngine(buildDoorSchema(sdl, {}), (error) => assert.fail(String(error)))
  for (const options of [{}, { descriptions: false, inputValueDeprecation: true, specifiedByUrl: true }]) {
    const { data, errors } = await engine.execute({ query: getIntrospectionQuery(options) }, {}, { language: 'en-US' })
    assert.equal(errors, undefined)
    const downloaded = buildClientSchema(JSON.parse(JSON.stringify(data)))
    const ours = buildSchema(options.descriptions === false ? sdl.replace('"Any JSON value."', '') : sdl)
    assert.equal(printSchema(lexicographicSortSchema(downloaded)), printSchema(lexicographicSortSchema(ours)))
  }
})

test('introspection can be switched off for a call', async () => {
  const engine = makeEngine(buildDoorSchema(sdl, {}), (error) => assert.fail(String(error)))
  for (const query of [
    getIntrospectionQuery(),
    '{ __type(name: "User") { name } }',
    'query q { ...f } fragment f on Query { __schema { __typename } }',
  ]) {
    await engine.execute({ query }, {}, { language: 'en-US' })
    const { data, errors } = await engine.execute({ query }, {}, { language: 'en-US', introspection: false })
    assert.equal(data, null)
    const message = say(400, 'en-US', { variant: 'graphql', values: { detail: 'introspection is switched off' } })
    assert.deepEqual(errors?.[0]?.message, { code: 400, message, data: null })
  }
})

test('a row without a field in the schema stops the start', () => {
  assert.throws(() => buildDoorSchema(sdl, { Query: { usr: async () => null } }), /row Query\.usr has no field/)
  assert.throws(() => buildDoorSchema(sdl, { Person: { name: async () => null } }), /row Person\.name has no field/)
})

/** A fitting value for each variable that the document requires. */
function requiredVariables(query: string): Record<string, unknown> {
  const sample = (type: string): unknown => {
    if (type.startsWith('[')) return []
    const named = schema.getType(type.replace('!', ''))
    if (named && 'getValues' in named) return named.getValues()[0]?.name
    if (!named || !('getFields' in named)) return type.startsWith('Int') ? 1 : 'text'
    const required = Object.values(named.getFields()).filter((field) => String(field.type).endsWith('!'))
    return Object.fromEntries(required.map((field) => [field.name, sample(String(field.type).slice(0, -1))]))
  }
  const declared = [...query.matchAll(/\$(\w+): ([[\]\w!]+)!(?=[,)\s=])/g)]
  return Object.fromEntries(declared.map(([, name, type]) => [name, sample(String(type))]))
}
