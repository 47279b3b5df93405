import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refused } from '../kit/wire.ts'
import { type Envelope, openTestDoor } from './open-door.ts'

const door = await openTestDoor()

async function send(path: string, init: RequestInit = {}) {
  const response = await fetch(door.origin + path, init)
  return { response, body: (await response.json()) as Envelope }
}

const json = { 'content-type': 'application/json', 'x-authing-lang': 'en-US' }

test('a success carries both spellings of 200, the data and the request id of the header', async () => {
  const { response, body } = await send('/api/v2/.well-known')
  assert.equal(response.status, 200)
  assert.deepEqual(Object.keys(body).sort(), ['code', 'data', 'message', 'requestId', 'statusCode'])
  assert.deepEqual([body.code, body.statusCode, body.message], [200, 200, '获取成功'])
  assert.match((body.data as { publicKey: string }).publicKey, /^-----BEGIN PUBLIC KEY-----/)
  assert.equal(response.headers.get('x-request-id'), body.requestId)
  assert.equal(response.headers.get('cache-control'), 'no-store')
})

test('an answer is said in the language of the caller', async () => {
  const english = await door.ask('GET /api/v2/logout', undefined, { lang: 'en-US' })
  const chinese = await door.ask('GET /api/v2/logout', undefined, { lang: 'zh-CN' })
  assert.deepEqual([english.message, chinese.message], ['OK', '操作成功'])
})

test('a refusal is HTTP 200 with the code in three places and data null', async () => {
  const { response, body } = await send('/api/v2/users/me', { headers: { 'x-authing-lang': 'en-US' } })
  assert.equal(response.status, 200)
  assert.deepEqual(body, {
    code: 2020,
    message: 'Not logged in yet, no permission to access this request',
    data: null,
    statusCode: 401,
    apiCode: 2020,
    requestId: response.headers.get('x-request-id'),
  })
  assert.equal(
    (await send('/api/v2/users/me', { headers: { 'x-authing-lang': 'zh-CN' } })).body.message,
    '尚未登录，无访问权限',
  )
})

test('a body that is no JSON, too large, of another type or no object is refused as what it is', async () => {
  const post = (body: string, headers: object = json) =>
    send('/api/v2/login/account', {
      method: 'POST',
      body,
      headers: { ...headers, 'x-authing-app-id': door.world.tenant.application.id },
    })
  const malformed = await post('{"account":')
  refused({ ...malformed.body, door: 'REST V2' }, 400)
  assert.equal(malformed.body.message, 'Bad request: the body is not valid JSON')
  const huge = await post(JSON.stringify({ account: 'a'.repeat(2_000_000) }))
  refused({ ...huge.body, door: 'REST V2' }, 413)
  const xml = await post('<a/>', { ...json, 'content-type': 'application/xml' })
  refused({ ...xml.body, door: 'REST V2' }, 415)
  assert.equal((await post('<a/>', { 'content-type': 'text/plain' })).body.code, 415)
  const list = await post('[]')
  assert.deepEqual([list.body.code, list.body.message], [400, 'Bad request: body must be an object'])
  for (const { response } of [malformed, huge, xml, list]) assert.equal(response.status, 200)
})

test('an empty body is no body, whatever it is announced as', async () => {
  for (const type of ['application/json', 'application/json; charset=utf-8', 'application/x-www-form-urlencoded']) {
    const headers = { 'content-type': type, authorization: `Bearer ${door.person.token}` }
    assert.equal((await send('/api/v2/users/refresh-token', { method: 'POST', headers })).body.code, 200, type)
  }
})

test('fields that every object has are no fields of a request', async () => {
  const body = '{"__proto__":{"account":"a"},"constructor":{"prototype":{"password":"x"}},"toString":1}'
  const { body: answer } = await send('/api/v2/login/account', {
    method: 'POST',
    headers: { ...json, 'x-authing-app-id': door.world.tenant.application.id },
    body,
  })
  refused({ ...answer, door: 'REST V2' }, 2231)
})

test('an unknown path is 404 by name, a known one that is not built says so', async () => {
  const unknown = await send('/api/v2/nothing/here?secret=1', { headers: json })
  refused({ ...unknown.body, door: 'REST V2' }, 404)
  assert.equal(unknown.body.message, 'There is nothing at GET /api/v2/nothing/here')
  assert.equal((await send('/api/v2/users/me', { method: 'DELETE' })).body.code, 404)
  assert.equal((await send('/api/v2')).body.code, 404)
  const planned = await send('/api/v2/login/ldap', { method: 'POST', headers: json, body: '{}' })
  refused({ ...planned.body, door: 'REST V2' }, 1000)
  assert.equal(planned.body.message, 'The operation POST /api/v2/login/ldap is not built yet')
  assert.equal(planned.body.statusCode, 501)
  assert.equal(
    (await send('/api/v2/ecConn/github/authByCode', { method: 'POST', headers: json, body: '{}' })).body.statusCode,
    501,
  )
})

test('pages of any origin may ask, with the headers of the official clients', async () => {
  const preflight = {
    origin: 'https://shop.example.org',
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type,x-authing-app-id,x-authing-lang',
  }
  for (const path of ['/api/v2/login/account', '/api/v2/users/me', '/logout', '/api/v2/unknown', '/graphql/v2']) {
    const response = await fetch(door.origin + path, { method: 'OPTIONS', headers: preflight })
    assert.equal(response.status, 204, path)
    assert.equal(response.headers.get('access-control-allow-origin'), 'https://shop.example.org')
    assert.equal(response.headers.get('access-control-allow-credentials'), 'true')
    assert.match(response.headers.get('access-control-allow-methods') ?? '', /PATCH/)
    const allowed = (response.headers.get('access-control-allow-headers') ?? '').split(', ')
    for (const name of preflight['access-control-request-headers'].split(',')) assert.ok(allowed.includes(name), name)
    assert.ok(Number(response.headers.get('access-control-max-age')) > 0)
  }
  for (const headers of [{ origin: 'https://a.example' }, { origin: 'https://b.example', authorization: 'Bearer x' }]) {
    const { response } = await send('/api/v2/users/me', { headers })
    assert.equal(response.headers.get('access-control-allow-origin'), headers.origin)
    assert.match(response.headers.get('vary') ?? '', /Origin/)
  }
  const plain = await send('/api/v2/users/me')
  assert.equal(plain.response.headers.get('access-control-allow-origin'), null)
})

test('no cookie is believed', async () => {
  const cookie = `token=${door.person.token}; authorization=Bearer ${door.person.token}; _session=${door.person.token}`
  assert.equal((await send('/api/v2/users/me', { headers: { cookie } })).body.code, 2020)
})

test('characters that cannot be stored are refused, wherever they stand', async () => {
  assert.equal((await door.manage('GET /api/v2/users/%00')).code, 400)
  assert.equal((await door.manage('POST /api/v2/users/batch', { ids: ['a\u0000'] })).code, 400)
  assert.equal((await door.ask('GET /api/v2/users/is-user-exists?email=%00')).code, 400)
  assert.equal((await door.manage('GET /api/v2/applications/%00')).code, 400)
  assert.equal((await door.ask('GET /api/v2/applications/%00/public-config')).code, 400)
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  for (const aud of ['\u0000', '\ud800'])
    assert.equal(
      (await door.ask('GET /api/v2/users/me', undefined, { token: `${part({ alg: 'HS256' })}.${part({ aud })}.AA` }))
        .code,
      2207,
    )
})
