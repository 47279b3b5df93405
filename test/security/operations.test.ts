// What every operation of the V2 doors has in common towards browsers and towards those who ask too much.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { before, describe, test } from 'node:test'
import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  lexicographicSortSchema,
  parse,
  printSchema,
  validate,
} from 'graphql'
import { sdl } from '#surface/graphql/v2/all-rows.ts'
import { managementToken, type Person, registerPerson } from '../kit/people.ts'
import { graphql, postGraphql, refused, rest } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'
import { compose } from '../walls/operation.ts'
import { allOperations } from '../walls/operations.ts'
import { plainValue } from '../walls/plain-values.ts'
import { speak } from '../walls/speak.ts'
import { forged, openThirdParty, tokensFrom } from '../walls/tokens.ts'

const operations = await allOperations(plainValue)
/** The same for everybody, and kept by browsers for that reason. */
const kept = new Set(['GET /guard-pictures/svg-string/guard'])

let world: World
let manager: string
let person: Person
before(async () => {
  world = await newWorld()
  manager = await managementToken(world)
  person = await registerPerson(world)
})

test('no answer is kept by anything on the way, or taken for what it is not', async () => {
  for (const operation of operations) {
    if (kept.has(operation.name)) continue
    const answer = await speak(world.origin, operation, compose([], plainValue), {})
    assert.equal(answer.headers.get('cache-control'), 'no-store', operation.name)
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff', operation.name)
  }
})

test('a page of any origin may read answers, but is never told so by a star', async () => {
  for (const operation of operations) {
    const answer = await speak(world.origin, operation, compose([], plainValue), { origin: 'https://shop.example' })
    assert.equal(answer.headers.get('access-control-allow-origin'), 'https://shop.example', operation.name)
    assert.match(answer.headers.get('vary') ?? '', /origin/i, operation.name)
  }
})

describe('the schema that a client downloads', () => {
  const download = async (headers = {}) =>
    (await postGraphql(world.origin, { query: getIntrospectionQuery({ inputValueDeprecation: false }) }, { headers }))
      .body

  test('is the published one, to every type, nullability and value', async () => {
    const { data, errors } = await download()
    assert.equal(errors, undefined)
    const ours = printSchema(lexicographicSortSchema(buildSchema(sdl)))
    assert.equal(printSchema(lexicographicSortSchema(buildClientSchema(data as never))), ours)
  })

  test('fits every document of the official SDK', async () => {
    const schema = buildClientSchema((await download()).data as never)
    const documents = Object.entries(
      createRequire(import.meta.url)('authing-js-sdk/build/main/types/graphql.v2.js') as Record<string, unknown>,
    ).filter(([name, text]) => name.endsWith('Document') && typeof text === 'string')
    assert.ok(documents.length > 100)
    for (const [name, text] of documents) assert.deepEqual(validate(schema, parse(String(text))), [], name)
  })
})

for (const algorithm of ['HS256', 'RS256'] as const)
  test(`under ${algorithm}, an identity token of a third party is no user token, nor is one that the third party makes`, async () => {
    const third = await openThirdParty(world, algorithm)
    const tokens = await tokensFrom(world, third, person)
    const { sub, sid } = JSON.parse(Buffer.from(tokens.id_token.split('.')[1] ?? '', 'base64url').toString())
    assert.equal(sub, person.id)
    // A secret signs nothing where the application's tokens are signed with our key.
    const own = [forged(third, { sub, sid }), algorithm === 'HS256' ? 1001 : 2207] as const
    for (const [token, code] of [[tokens.id_token, 1001] as const, [tokens.access_token, 1001] as const, own]) {
      refused(await graphql(world.origin, 'query { user { id } }', {}, { token }), code)
      refused(await rest(world.origin, 'DELETE', '/api/v2/users/delete', {}, { token, tenant: world.tenant }), code)
      const asked = await graphql(
        world.origin,
        'query ($token: String) { checkLoginStatus(token: $token) { code status } }',
        { token },
      )
      assert.deepEqual(asked.data, { code: 2207, status: false })
    }
  })

test('a resource whose name is too long to be one is refused, before anything is looked up for it', async () => {
  const ask = (resource: string) =>
    rest(
      world.origin,
      'POST',
      '/api/v2/acl/is-allowed',
      { resource, action: 'read', userId: person.id },
      { tenant: world.tenant, token: manager },
    )
  assert.equal((await ask('x:'.repeat(500))).code, 200)
  refused(await ask('x:'.repeat(501)), 400)
  refused(await ask('x:'.repeat(100_000)), 400)
})

test('NUL finds nobody: it is refused, on every door', async () => {
  const speaking = { tenant: world.tenant, token: manager }
  refused(await graphql(world.origin, 'query ($id: String) { user(id: $id) { id } }', { id: 'a\0b' }, speaking), 400)
  refused(await graphql(world.origin, 'query { user(id: "a\\u0000b") { id } }', {}, speaking), 400)
  refused(await rest(world.origin, 'GET', '/api/v2/users/a%00b', undefined, speaking), 400)
  refused(await rest(world.origin, 'POST', '/api/v2/tenant', { name: 'x', appIds: 'a\0b' }, speaking), 400)
})
