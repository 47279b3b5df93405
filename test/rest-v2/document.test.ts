// The documents of the REST doors, held against the server that they describe.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Compile } from 'typebox/schema'
import { restDoors, restRows } from '#surface/rest/doors.ts'
import { newWorld, type World } from '../kit/world.ts'
import { type Furnished, furnish } from '../walls/furnish.ts'
import { compose, type Field, type Operation } from '../walls/operation.ts'
import { inOrder } from '../walls/operations.ts'
import { plainValue } from '../walls/plain-values.ts'
import { rowsOf, tablesOfPools } from '../walls/pool-rows.ts'
import { restOperation } from '../walls/rest-operation.ts'
import { type Answer, speak } from '../walls/speak.ts'
import { fillingOf, kindOf, type Things, thingsIn } from '../walls/values.ts'

type Media = Record<string, { schema: object }>
interface Described {
  operationId: string
  requestBody?: { content: Media }
  responses: { 200: { content: Media } }
}
interface Document {
  paths: Record<string, Record<string, Described>>
  components: object
}

let world: World
let own: Furnished
let things: Things
const documents = new Map<string, Document>()

before(async () => {
  world = await newWorld()
  own = await furnish(world, 'alfa')
  things = thingsIn(await rowsOf(world, await tablesOfPools(world), own.tenant.pool.id), own.tenant.pool.id, own.more)
  for (const { name, address } of restDoors)
    documents.set(name, (await (await fetch(world.origin + address)).json()) as Document)
})

for (const { name, address } of restDoors)
  test(`that of ${name} is OpenAPI 3.1, for everybody to read and to keep`, async () => {
    const answer = await fetch(world.origin + address, { headers: { origin: 'https://tools.example' } })
    assert.equal(answer.headers.get('access-control-allow-origin'), 'https://tools.example')
    assert.match(answer.headers.get('cache-control') ?? '', /public/)
    const tag = answer.headers.get('etag') ?? ''
    assert.equal((await fetch(world.origin + address, { headers: { 'if-none-match': tag } })).status, 304)
    const validator = new Validator()
    const { valid, errors } = await validator.validate((await answer.json()) as Record<string, unknown>)
    assert.ok(valid, JSON.stringify(errors ?? '').slice(0, 2000))
    assert.equal(validator.version, '3.1')
  })

const documentOf = ({ door }: Operation) => documents.get(door) as Document

function described(operation: Operation): Described | undefined {
  const [method = '', path = ''] = operation.name.split(' ')
  return documentOf(operation).paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
}

/** A schema of the operation's document, with what it refers to. */
const inDocument = (operation: Operation, schema: object) =>
  Compile({ ...schema, components: documentOf(operation).components })

const json = 'application/json'

/** What of a request or its answer is not as the document says. */
function strays(operation: Operation, body: unknown, { code, text, headers }: Answer): string[] {
  const { requestBody, responses } = described(operation) as Described
  const asked = requestBody?.content[json]
  const found = []
  if (code === 200 && asked && !inDocument(operation, asked.schema).Check(body))
    found.push(`asked ${JSON.stringify(body)}`)
  const media = (headers.get('content-type') ?? '').split(';')[0] ?? ''
  const told = responses[200].content[media]
  if (!told) found.push(`answered with ${media}`)
  else if (media === json && !inDocument(operation, told.schema).Check(JSON.parse(text))) found.push(`answered ${text}`)
  return found.map((stray) => `${operation.name} ${stray.slice(0, 600)}`)
}

describe('every operation is asked and answers as the document says', async () => {
  const operations = inOrder(await Promise.all(restRows.map((row) => restOperation(row, plainValue))))
  let answered = 0

  for (const operation of operations)
    test(operation.name, async () => {
      assert.ok(described(operation))
      const short = operation.fields.filter((field) => field.required || kindOf(field))
      const strange: string[] = []
      for (const fields of [short, operation.fields.filter(({ kind }) => kind !== 'any')]) {
        const fill = (field: Field) => fillingOf(field, things, 0, operation.fields)
        const request = compose(fields, fill)
        const forManagers = [...operation.admits].some((admission) => /manager/.test(admission))
        const answer = await speak(world.origin, operation, request, {
          'x-authing-app-id': own.tenant.application.id,
          authorization: `Bearer ${forManagers ? own.manager : own.person.token}`,
        })
        if (answer.code === 200) answered++
        strange.push(...strays(operation, request.body, answer))
      }
      assert.deepEqual(strange, [])
    })

  test('and most of them are answered well', () => assert.ok(answered > 150, String(answered)))
})
