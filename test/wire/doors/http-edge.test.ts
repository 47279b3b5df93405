// What a client can do to the edge of the server, whichever door it knocks at.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, before, describe, test } from 'node:test'
import { askAt } from '../../kit/ask-at.ts'
import { actOnPage } from '../../kit/entry.ts'
import { managementToken, registerPerson, sealed } from '../../kit/people.ts'
import { until } from '../../kit/until.ts'
import { graphql, type Outcome, postGraphql, refused, rest } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'
import { Browser } from '../../oidc/browser.ts'

let world: World
const logged: { level: number; msg: string; err?: unknown }[] = []
before(async () => {
  world = await newWorld({ onLog: (line) => logged.push(JSON.parse(line)) })
})

const deep = '['.repeat(400_000) + ']'.repeat(400_000)
const errors = () => logged.filter(({ level }) => level >= 50)

describe('JSON that is nested without end', () => {
  const bodies: Record<string, () => Promise<Outcome>> = {
    'a body of GraphQL': async () => {
      const { body } = await postGraphql(
        world.origin,
        `{"query":"{ userpoolTypes { code } }","variables":{"a":${deep}}}`,
      )
      return { ...(body.errors?.[0]?.message as Outcome), door: 'GraphQL V2' }
    },
    'a body of REST': async () => {
      const headers = { 'content-type': 'application/json', 'x-authing-app-id': world.tenant.application.id }
      const body = `{"account":"a","password":"b","context":${deep}}`
      const answer = await fetch(`${world.origin}/api/v2/login/account`, { method: 'POST', headers, body })
      return { ...((await answer.json()) as Outcome), door: 'REST V2' }
    },
    'a body of a hosted page': async () => {
      const browser = new Browser(world)
      const page = await browser.open(`/sign-in/${world.tenant.application.id}`)
      const headers = { 'content-type': 'application/json', 'x-menshen-csrf': page.csrf }
      const body = `{"account":"a","password":${'['.repeat(30_000)}${']'.repeat(30_000)}}`
      const answer = await browser.go(`/interaction/${page.uid}/sign-in`, { method: 'POST', headers, body })
      return { ...((await answer.json()) as Outcome), door: 'hosted page' }
    },
    'a text in a registration': () => {
      const input = { username: 'deep', password: sealed(world, 'correct horse'), params: deep }
      const query = 'mutation ($input: RegisterByUsernameInput!) { registerByUsername(input: $input) { id } }'
      return graphql(world.origin, query, { input }, { tenant: world.tenant })
    },
    'a text in a sign-in': async () => {
      const { username, password } = await registerPerson(world)
      const body = { account: username, password: sealed(world, password), context: deep }
      return rest(world.origin, 'POST', '/api/v2/login/account', body, { tenant: world.tenant })
    },
  }
  for (const [what, send] of Object.entries(bodies))
    test(`${what}: 400`, async () => {
      refused(await send(), 400)
      assert.deepEqual(errors(), [])
    })
})

test('an organisation of many levels is still read', async () => {
  const token = await managementToken(world)
  const tree = (levels: number): object => ({ name: `l${levels}`, children: levels > 0 ? [tree(levels - 1)] : [] })
  const answer = await rest(
    world.origin,
    'POST',
    '/api/v2/orgs/import',
    { filetype: 'json', file: tree(30) },
    { token },
  )
  assert.equal(answer.code, 200, answer.message)
})

test('who goes away in the middle is no error of ours, at any door', async () => {
  const { port } = new URL(world.origin)
  for (const path of [
    '/graphql/v2',
    '/api/v2/login/account',
    '/oidc/token',
    '/interaction/x/sign-in',
    '/reset-password/set-password',
  ]) {
    const before = logged.length
    const socket = connect(Number(port), '127.0.0.1')
    await once(socket, 'connect')
    socket.write(
      `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{`,
    )
    socket.on('error', () => {}).destroy()
    await until(() => logged.slice(before).some(({ msg }) => msg === 'a client went away before its answer'))
  }
  assert.deepEqual(errors(), [])
  assert.ok(logged.every(({ level, err }) => level < 30 || err === undefined))
})

describe('connections that keep us waiting keep nobody else out', () => {
  let small: World
  const held: Socket[] = []
  before(async () => {
    small = await newWorld({ maxInFlight: 2 })
  })
  afterEach(() => {
    for (const socket of held.splice(0)) socket.destroy()
  })

  async function open(text: string): Promise<Socket> {
    const socket = connect(Number(new URL(small.origin).port), '127.0.0.1')
    held.push(socket.on('error', () => {}))
    await once(socket, 'connect')
    socket.write(text)
    return socket
  }
  const head = (path: string, type: string) =>
    `POST ${path} HTTP/1.1\r\nhost: ${new URL(small.origin).host}\r\ncontent-type: ${type}\r\nexpect: 100-continue\r\n`

  async function everybodyGetsIn(): Promise<void> {
    const { tenant } = small
    const asked = await graphql(small.origin, '{ isUserExists(email: "a@example.com") }', {}, { tenant })
    assert.equal(asked.code, 200)
    refused(await rest(small.origin, 'POST', '/api/v2/login/account', {}, { tenant }), 2231)
    assert.equal((await fetch(`${small.origin}/oidc/.well-known/openid-configuration`)).status, 200)
    assert.equal((await fetch(`${small.origin}/docs`)).status, 200)
  }

  test('by bodies that never come, at whichever door', async () => {
    const json = 'application/json'
    for (const [path, type] of [
      ['/graphql/v2', json],
      ['/api/v2/login/account', json],
      ['/api/v2/upload?folder=photos', 'multipart/form-data; boundary=x'],
      ['/oidc/token', 'application/x-www-form-urlencoded'],
      ['/reset-password/set-password', json],
      ['/nowhere', json],
    ] as const)
      for (const size of ['content-length: 9', 'transfer-encoding: chunked']) {
        const socket = await open(
          `${head(path, type)}x-authing-app-id: ${small.tenant.application.id}\r\n${size}\r\n\r\n`,
        )
        const [said] = await once(socket, 'data')
        assert.match(String(said), /^HTTP\/1\.1 100 /)
      }
    await everybodyGetsIn()
  })

  test('by answers that nobody reads', async () => {
    const stuck: Socket[] = []
    const note = (socket: Socket) => stuck.push(socket)
    const page = await (await fetch(`${small.origin}/docs`)).text()
    const style = /href="(\/assets\/[^"]+\.css)"/.exec(page)?.[1]
    small.app.http.server.on('connection', note)
    const asking = `GET ${style} HTTP/1.1\r\nhost: ${new URL(small.origin).host}\r\n\r\n`.repeat(300)
    for (let count = 0; count < 3; count++) (await open(asking)).pause()
    await until(() => stuck.filter(({ writableLength }) => writableLength > 0).length === 3)
    small.app.http.server.off('connection', note)
    await everybodyGetsIn()
  })
})

describe('a letter with marks without end', () => {
  const letter = (count: number, marks = '\u0315\u0300') => `a${marks.repeat(count)}`
  const [long, turning, short] = [letter(150_000), letter(100_000, '\uff9e\u0300'), letter(10_000)]
  const ask = (path: string, body: object) => rest(world.origin, 'POST', path, body, { tenant: world.tenant })
  const speak = (query: string, variables: object) => graphql(world.origin, query, variables, { tenant: world.tenant })
  const password = () => sealed(world, 'plain-gate-1')
  const ways: Record<string, (text: string) => Promise<Outcome>> = {
    'a name at a sign-in over REST': (account) => ask('/api/v2/login/account', { account, password: password() }),
    'a name at a sign-in over GraphQL': (username) =>
      speak('mutation ($input: LoginByUsernameInput!) { loginByUsername(input: $input) { id } }', {
        input: { username, password: password() },
      }),
    'a name that registers': (username) => ask('/api/v2/register/username', { username, password: password() }),
    'an address that registers': (email) => ask('/api/v2/register/email', { email, password: password() }),
    'an address after the sign': (text) =>
      ask('/api/v2/register/email', { email: `a@${text}.example`, password: password() }),
    'an address at a sign-in by code': (email) => ask('/api/v2/login/email-code', { email, code: '000000' }),
    'a number': (phone) => ask('/api/v2/sms/send', { phone }),
    'a name that is asked after': (username) =>
      speak('query ($username: String) { isUserExists(username: $username) }', { username }),
    'a password that is measured': (password) =>
      speak('query ($password: String!) { checkPasswordStrength(password: $password) { valid } }', { password }),
    'the same over REST': (password) => ask('/api/v2/password/check', { password }),
  }
  for (const [what, send] of Object.entries(ways))
    test(`${what} is answered`, async () => {
      for (const text of [long, turning]) assert.notEqual((await send(text)).code, 1000)
    })

  test('is answered on the page', async () => {
    for (const action of ['sign-in', 'sign-up', 'sign-in-by-code', 'reset-password']) {
      const fields = {
        account: short,
        password: short,
        method: 'username',
        username: short,
        address: short,
        code: short,
      }
      assert.notEqual((await actOnPage(world, action, { ...fields, account: letter(9) })).code, 1000)
      assert.notEqual((await actOnPage(world, action, { account: short, password: 'x' })).code, 1000)
    }
  })
})

describe('an address that a trusted proxy writes', () => {
  const exists = '{ isUserExists(email: "a@example.com") }'
  const askFrom = (address: string) =>
    graphql(behind.origin, exists, {}, { tenant: behind.tenant, headers: { 'x-forwarded-for': address } })
  let behind: World
  before(async () => {
    behind = await newWorld({ trustedProxies: ['127.0.0.1'] })
  })

  const spellings: Record<string, (at: number) => string> = {
    'with the port behind it': (at) => `203.0.113.7:${1_000 + at}`,
    'as IPv6, in every spelling': (at) =>
      ['2001:db8::7', '2001:DB8:0:0:0:0:0:7', '[2001:db8::7]', `[2001:db8::7]:${1_000 + at}`][at % 4] as string,
    'as IPv4 inside IPv6': (at) => ['198.51.100.7', '::ffff:198.51.100.7', '::ffff:c633:6407'][at % 3] as string,
    'that is none': (at) => `made-up-${at}`,
  }
  for (const [how, spell] of Object.entries(spellings))
    test(`${how}, is one address`, async () => {
      for (let at = 0; at < 100; at++) assert.equal((await askFrom(spell(at))).code, 200)
      refused(await askFrom(spell(100)), 429)
      refused(await askFrom(spell(101)), 429)
    })
})

test('who has many wait for one row keeps nobody of another network from writing', async () => {
  const behind = await newWorld({ trustedProxies: ['127.0.0.1'] })
  const { tenant } = behind
  const { token } = await registerPerson(behind)
  const client = await behind.database.pool.connect()
  try {
    await client.query('BEGIN; LOCK TABLE limit_window IN ACCESS EXCLUSIVE MODE')
    const flood = Array.from({ length: 40 }, () =>
      graphql(
        behind.origin,
        '{ isUserExists(email: "a@example.com") }',
        {},
        {
          tenant,
          headers: { 'x-forwarded-for': '203.0.113.7' },
        },
      ),
    )
    const blocked = `SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
    await until(async () => {
      // Within a transaction it shows what it showed first.
      await client.query('SELECT pg_stat_clear_snapshot()')
      return (await client.query(blocked)).rows[0].waiting >= 5
    })
    const update = 'mutation { updateUser(input: { nickname: "Gate" }) { nickname } }'
    const headers = { 'x-forwarded-for': '198.51.100.7' }
    assert.equal((await graphql(behind.origin, update, {}, { tenant, token, headers })).code, 200)
    await client.query('COMMIT')
    assert.ok((await Promise.all(flood)).every(({ code }) => code === 200))
  } finally {
    client.release()
  }
})

describe('the schema', () => {
  const ask = (query: string) => graphql(world.origin, query, {}, { tenant: world.tenant })
  const fields = 'name fields { name args { name } type { name ofType { name } } }'

  test('is told to tools', async () => {
    for (const query of [
      `{ __schema { types { ${fields} } } }`,
      '{ a: __type(name: "User") { name } b: __type(name: "Role") { name } __typename }',
      `query q { __schema { types { ...f name } } } fragment f on __Type { name }`,
    ])
      assert.equal((await ask(query)).code, 200)
  })

  test('is not told thirty times over for one short text', async () => {
    for (const query of [
      `{ ${Array.from({ length: 30 }, (_, at) => `s${at}: __schema { types { ${fields} } }`).join(' ')} }`,
      `{ __schema { types { name } a: types { name } b: types { name } } }`,
      `{ __schema { ...f } } fragment f on __Schema { types { fields { name x: name } } }`,
      `{ __schema { types { ... on __Type { a: fields { name } b: fields { name } } } } }`,
      `{ __type(name: "Query") { a: fields { name } } }`,
    ])
      refused(await ask(query), 400)
  })
})

describe('a request target in absolute form', () => {
  const ask = (path: string, headers: readonly (readonly [string, string])[] = []) => {
    const { port, host } = new URL(world.origin)
    return askAt(Number(port), { path: `http://${host}${path}`, headers: [['host', host], ...headers] })
  }

  test('is the path at every door', async () => {
    const { token } = await registerPerson(world)
    const bearer = [['authorization', `Bearer ${token}`]] as const
    assert.equal((await ask('/healthz')).status, 200)
    assert.match((await ask('')).text, /<html/)
    assert.equal(JSON.parse((await ask('/api/v2/users/me', bearer)).text).code, 200)
    assert.equal(
      JSON.parse((await ask('/oidc/.well-known/openid-configuration?x=1')).text).issuer,
      `${world.origin}/oidc`,
    )
    assert.equal((await ask('/oidc/me')).status, 401)
  })
})

describe('a door that is not built', () => {
  const doors = [
    '/api/v3/signin-by-mobile',
    '/api/v3/a/b',
    '/oauth/token',
    '/oauth/auth',
    '/cas-idp/x/login',
    '/cas-idp/x/serviceValidate',
  ]
  for (const path of doors)
    test(`${path} is HTTP 200 with 1000 and its name, whatever is sent`, async () => {
      for (const [method, type, body] of [
        ['GET', null, null],
        ['POST', 'application/json', '{}'],
        ['POST', 'application/json', '{ no JSON'],
        ['POST', 'text/xml', '<a/>'],
        ['DELETE', null, null],
      ] as const) {
        const headers = { 'x-authing-lang': 'en-US', ...(type && { 'content-type': type }) }
        const answer = await fetch(world.origin + path, { method, headers, body })
        assert.equal(answer.status, 200)
        const said = (await answer.json()) as Outcome & { statusCode: number; apiCode: number }
        assert.deepEqual([said.code, said.apiCode, said.statusCode, said.data], [1000, 1000, 501, null])
        assert.ok(said.message.includes(`${method} ${path}`), said.message)
      }
    })

  test('/graphql is answered as GraphQL V2 refuses, and pages elsewhere may read it', async () => {
    const headers = { 'content-type': 'application/json', 'x-authing-lang': 'en-US', origin: 'https://shop.example' }
    const body = JSON.stringify({ query: '{ userClients { list { _id } } }' })
    const answer = await fetch(`${world.origin}/graphql`, { method: 'POST', headers, body })
    assert.equal(answer.status, 200)
    assert.equal(answer.headers.get('access-control-allow-origin'), 'https://shop.example')
    const { errors, data } = (await answer.json()) as { errors: { message: Outcome }[]; data: null }
    assert.deepEqual([errors[0]?.message.code, data], [1000, null])
    assert.match(errors[0]?.message.message ?? '', /POST \/graphql/)
  })

  test('stands behind what is built', async () => {
    assert.equal((await fetch(`${world.origin}/api/v3/system`)).status, 200)
    const tracked = await fetch(
      `${world.origin}/oauth/sso/mobile/trackSession?deviceId=some-device&userPoolId=${world.tenant.pool.id}`,
    )
    assert.equal(((await tracked.json()) as Outcome).code, 2401)
    assert.equal((await fetch(`${world.origin}/nowhere`)).status, 404)
  })
})
