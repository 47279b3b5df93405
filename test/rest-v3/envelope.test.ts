import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { askAt } from '../kit/ask-at.ts'
import { registerPerson } from '../kit/people.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
before(async () => {
  world = await newWorld()
})

interface Answer {
  status: number
  headers: Headers
  keys: string[]
  body: Record<string, unknown>
}

async function ask(line: string, init: RequestInit & { token?: string } = {}): Promise<Answer> {
  const [method = '', path = ''] = line.split(' ')
  const headers = {
    'x-authing-app-id': world.tenant.application.id,
    'x-authing-lang': 'en-US',
    ...(init.token && { authorization: init.token }),
    ...init.headers,
  }
  const answer = await fetch(world.origin + path, { ...init, method, headers })
  const body = (await answer.json()) as Record<string, unknown>
  return { status: answer.status, headers: answer.headers, keys: Object.keys(body), body }
}

test('a success says statusCode 200 for this generation of clients and code 200 for the one before', async () => {
  const { token } = await registerPerson(world)
  // Clients of this generation send the bare token.
  const { status, headers, keys, body } = await ask('GET /api/v3/mydevices/list', { token })
  assert.deepEqual(keys, ['statusCode', 'message', 'data', 'requestId', 'code'])
  assert.deepEqual([status, body.statusCode, body.code, body.message], [200, 200, 200, ''])
  assert.ok(Array.isArray(body.data))
  assert.equal(body.requestId, headers.get('x-request-id'))
  assert.equal(headers.get('cache-control'), 'no-store')
})

test('a refusal has HTTP 200, the family of its outcome in statusCode and the outcome in apiCode and code', async () => {
  const { status, headers, keys, body } = await ask('GET /api/v3/mydevices/list')
  assert.deepEqual(keys, ['statusCode', 'message', 'apiCode', 'requestId', 'data', 'code'])
  assert.deepEqual([status, body.statusCode, body.apiCode, body.code, body.data], [200, 401, 2020, 2020, null])
  assert.notEqual(body.message, '')
  assert.equal(body.requestId, headers.get('x-request-id'))
})

test('what is wrong with the request itself is said in the same envelope', async () => {
  const json = { 'content-type': 'application/json' }
  const broken = await ask('POST /api/v3/device-status', { headers: json, body: '{ no JSON' })
  assert.deepEqual([broken.status, broken.body.statusCode, broken.body.apiCode], [200, 400, 400])
  const strange = await ask('POST /api/v3/device-status', { headers: { 'content-type': 'text/xml' }, body: '<a/>' })
  assert.deepEqual([strange.status, strange.body.statusCode, strange.body.apiCode], [200, 415, 415])
})

test('what is not built is refused by name, also where the path has a row for another method', async () => {
  for (const line of [
    'POST /api/v3/signin-by-mobile',
    'PUT /api/v3/get-group',
    'GET /api/v3/generate-link-extidp-url',
  ]) {
    const { status, keys, body } = await ask(line)
    assert.deepEqual(keys, ['statusCode', 'message', 'apiCode', 'requestId', 'data', 'code'])
    assert.deepEqual([status, body.statusCode, body.apiCode, body.code], [200, 501, 1000, 1000])
    assert.ok(String(body.message).includes(line), String(body.message))
  }
})

test('an address that is none of ours is told so with HTTP 200, as everything here', async () => {
  const port = Number(new URL(world.origin).port)
  for (const path of ['/api/v3/mydevices/list', '/api/v3/signin-by-mobile']) {
    const { status, text } = await askAt(port, { path, headers: [['host', 'somebody.example']] })
    const body = JSON.parse(text) as Record<string, unknown>
    assert.deepEqual([status, body.statusCode, body.apiCode], [200, 421, 421])
  }
})

test('the keys that passwords are encrypted with stand in no envelope', async () => {
  const { status, keys, body } = await ask('GET /api/v3/system')
  assert.equal(status, 200)
  assert.deepEqual(keys, ['rsa', 'sm2', 'version', 'publicIps'])
  assert.match((body.rsa as { publicKey: string }).publicKey, /BEGIN PUBLIC KEY/)
})

test('pages of every origin may call, here and where nothing is built', async () => {
  for (const path of ['/api/v3/mydevices/list', '/api/v3/signin-by-mobile']) {
    const asked = { origin: 'https://shop.example', 'access-control-request-method': 'GET' }
    const answer = await fetch(world.origin + path, { method: 'OPTIONS', headers: asked })
    assert.deepEqual([answer.status, answer.headers.get('access-control-allow-origin')], [204, 'https://shop.example'])
  }
})
