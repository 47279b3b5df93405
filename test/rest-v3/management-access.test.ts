// Who may call the management operations: signed requests, management tokens of access keys, and the owner of a pool.
import assert from 'node:assert/strict'
import { createHmac, randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import { ManagementClient } from 'authing-node-sdk'
import { sendUdf } from '../kit/custom-data.ts'
import { managementToken, registerPerson } from '../kit/people.ts'
import { ok, refusedAs, type V3Answer, v3In } from '../kit/v3.ts'
import { accepted } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let manager: string

const v3 = v3In(
  () => world,
  () => ({ token: manager, tenant: null }),
)

interface Key {
  accessKeyId: string
  accessKeySecret: string
}

const client = ({ accessKeyId, accessKeySecret }: Key, more: object = {}) =>
  new ManagementClient({ accessKeyId, accessKeySecret, host: world.origin, lang: 'en-US', ...more })
async function newKey(): Promise<Key> {
  const [{ accessKeyId, accessKeySecret }] = ok<[Key]>(await v3('POST create-access-key', {}))
  return { accessKeyId, accessKeySecret }
}
const poolKey = (): Key => ({ accessKeyId: world.tenant.pool.id, accessKeySecret: world.tenant.pool.secret })

before(async () => {
  world = await newWorld()
  manager = await managementToken(world)
  accepted(
    await sendUdf(
      world,
      'setUdf',
      { targetType: 'USER', key: 'notes', dataType: 'OBJECT', label: 'Notes' },
      { token: manager },
    ),
  )
})

test('the official client signs with the pool as its key, and with a key of its own', async () => {
  for (const key of [poolKey(), await newKey()]) {
    const { token, id } = await registerPerson(world)
    assert.ok(token)
    const resigned = (await client(key).resignUser({ userId: id })) as V3Answer
    assert.equal(resigned.statusCode, 200, resigned.message)
    const value = { 名字: 'ä"\u{1F600}', deep: [{ b: 1, a: null }] }
    const target = { targetType: 'USER', targetIdentifier: id } as const
    const written = await client(key).setCustomData({ ...target, list: [{ key: 'notes', value }] } as never)
    assert.equal(written.statusCode, 200, written.message)
    const { data } = (await client(key).getCustomData(target as never)) as unknown as V3Answer
    assert.deepEqual(data, { notes: value })
    // Its tenant stands in the header of the application, and is signed.
    const ofTenant = await client(key, { tenantId: '0123456789abcdef01234567' }).getAccessKeyList({} as never)
    assert.equal((ofTenant as unknown as V3Answer).statusCode, 200)
  }
})

test('lists in an address are signed as lists, and a question mark where nothing is sent', async () => {
  const key = await newKey()
  const listed = (await client(key).getAccessKeyList({
    status: ['activated'],
    userId: undefined,
  } as never)) as unknown as V3Answer
  assert.ok(
    ok<Key[]>({ ...listed, code: listed.statusCode }).some(({ accessKeyId }) => accessKeyId === key.accessKeyId),
  )
  const nothing = (await client(key).getAccessKeyList({ userId: undefined } as never)) as unknown as V3Answer
  assert.equal(nothing.statusCode, 200, nothing.message)
})

interface Said {
  method?: string
  path?: string
  /** Sent, and not signed. */
  query?: string
  body?: unknown
  sent?: unknown
  headers?: Record<string, string>
}

/** Signs by hand, as the official client does; `sent` goes in place of what was signed. */
async function signed({ accessKeyId, accessKeySecret }: Key, said: Said = {}): Promise<V3Answer> {
  const {
    method = 'POST',
    path = '/api/v3/pub-event',
    body = { eventType: 'order.paid', eventData: 'x' },
    sent = body,
    query = '',
  } = said
  const headers: Record<string, string> = { 'x-authing-lang': 'en-US', date: new Date().toUTCString(), ...said.headers }
  const lines = Object.keys(headers)
    .sort()
    .map((name) => `${name}:${headers[name]}\n`)
  const parameters = Object.entries(body as object)
    .sort()
    .map(([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value) : value}`)
  const text = `${method}\n${lines.join('')}${path}?${parameters.join('&')}`
  const signature = createHmac('sha1', accessKeySecret).update(text).digest('base64')
  const { date, ...others } = headers
  const answer = await fetch(world.origin + path + query, {
    method,
    headers: {
      ...others,
      ...(date !== undefined && date !== '' && { date }),
      'content-type': 'application/json',
      authorization: `authing ${accessKeyId}:${signature}`,
    },
    body: JSON.stringify(sent),
  })
  return (await answer.json()) as V3Answer
}

test('a wrong signature, and what was signed but not sent', async () => {
  const key = await newKey()
  ok(await signed(key))
  refusedAs(await signed({ ...key, accessKeySecret: 'wrong' }), 401, 1300)
  refusedAs(await signed({ ...key, accessKeyId: '0'.repeat(24) }), 401, 1300)
  refusedAs(await signed(key, { sent: { eventType: 'order.lost', eventData: 'x' } }), 401, 1300)
  const nonce = randomUUID()
  refusedAs(await signed(key, { headers: { 'x-authing-signature-method': 'HMAC-SHA256' } }), 401, 1301)
  refusedAs(await signed(key, { headers: { 'x-authing-signature-version': '2.0' } }), 401, 1302)
  refusedAs(await signed(key, { headers: { date: '', 'x-authing-date': 'yesterday' } }), 401, 1303)
  ok(await signed(key, { headers: { 'x-authing-date': String(Date.now()), 'x-authing-signature-nonce': nonce } }))
  refusedAs(await signed(key, { headers: { 'x-authing-signature-nonce': nonce } }), 401, 1306)
})

test('a query that was not signed opens nothing, whatever it begins with', async () => {
  const key = await newKey()
  const list = '/api/v3/list-access-key'
  for (const sent of [`${list}??&userId=x`, `${list}?userId=x`, `${list}?&userId=x`]) {
    const headers = { date: new Date().toUTCString(), 'x-authing-signature-nonce': randomUUID() }
    const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`)
    const signature = createHmac('sha1', key.accessKeySecret)
      .update(`GET\n${lines.join('')}${list}`)
      .digest('base64')
    const authorization = `authing ${key.accessKeyId}:${signature}`
    const answer = await fetch(world.origin + sent, { headers: { ...headers, authorization } })
    refusedAs((await answer.json()) as V3Answer, 401, 1300)
  }
  const posted = await signed(key, { path: '/api/v3/pub-event', query: '?eventType=order.lost' })
  refusedAs(posted, 401, 1300)
})

test('one signed request may ask for several things', async () => {
  const key = await newKey()
  const query = '{ groups { totalCount } roles { totalCount } }'
  const answer = await signed(key, { path: '/graphql/v2', body: { query } })
  assert.deepEqual((answer as unknown as { data: object }).data, {
    groups: { totalCount: 0 },
    roles: { totalCount: 0 },
  })
})

test('a clock that is fifteen minutes away, either way', async () => {
  const key = await newKey()
  for (const minutes of [-16, 16]) {
    const date = new Date(Date.now() + minutes * 60_000).toUTCString()
    refusedAs(await signed(key, { headers: { date } }), 401, 1305)
  }
  for (const minutes of [-14, 14])
    ok(await signed(key, { headers: { date: new Date(Date.now() + minutes * 60_000).toUTCString() } }))
})

test('a request that is caught and sent again does nothing, and of ten at once one does', async () => {
  const key = await newKey()
  const headers = { 'x-authing-signature-nonce': randomUUID() }
  const answers = await Promise.all(Array.from({ length: 10 }, () => signed(key, { headers })))
  assert.equal(answers.filter(({ statusCode }) => statusCode === 200).length, 1)
  for (const answer of answers) if (answer.statusCode !== 200) refusedAs(answer, 401, 1306)
})

test('a management token for a key says which pool it manages, and ends with the key', async () => {
  const key = await newKey()
  const { access_token: token, expires_in } = ok<{ access_token: string; expires_in: number }>(
    await v3('POST get-management-token', key, { token: undefined as never }),
  )
  assert.ok(expires_in > 0)
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  assert.equal(claims.scoped_userpool_id, world.tenant.pool.id)
  // Java sends it raw, the others as Bearer.
  for (const authorization of [token, `Bearer ${token}`])
    ok(
      await v3('GET list-access-key', undefined, {
        token: '',
        headers: { authorization, 'x-authing-userpool-id': world.tenant.pool.id },
      }),
    )
  ok(await v3('POST update-access-key', { accessKeyId: key.accessKeyId, enable: false }))
  refusedAs(await v3('GET list-access-key', undefined, { token }), 401, 2206)
  refusedAs(await signed(key), 401, 1300)
  refusedAs(await v3('POST get-management-token', key), 401, 1300)
  ok(await v3('POST update-access-key', { accessKeyId: key.accessKeyId, enable: true }))
  ok(await signed(key))
  ok(await v3('POST delete-access-key', { accessKeyId: key.accessKeyId }))
  refusedAs(await signed(key), 401, 1300)
  refusedAs(await v3('POST delete-access-key', { accessKeyId: key.accessKeyId }), 404, 404)
})

test('a wrong key gets no token, nor does another pool see a key', async () => {
  refusedAs(await v3('POST get-management-token', { ...poolKey(), accessKeySecret: 'x' }), 401, 1300)
  refusedAs(await v3('POST get-management-token', { accessKeyId: 'nobody', accessKeySecret: 'x' }), 401, 1300)
  refusedAs(await v3('POST get-management-token', { accessKeyId: 'nobody' }), 400, 2231)
  const key = await newKey()
  const other = await world.addTenant('elsewhere')
  const token = await managementToken(world, other)
  assert.deepEqual(ok(await v3('GET list-access-key', undefined, { token })), [])
  refusedAs(await v3(`GET get-access-key?accessKeyId=${key.accessKeyId}`, undefined, { token }), 404, 404)
  refusedAs(await v3('POST delete-access-key', { accessKeyId: key.accessKeyId }, { token }), 404, 404)
  // Nor does a key of one pool open the other.
  refusedAs(await signed(key, { headers: { 'x-authing-userpool-id': other.pool.id } }), 403, 2036)
})
