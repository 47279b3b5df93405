// What a client can do to the edge of the server, whichever door it knocks at.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { before, describe, test } from 'node:test'
import { askAt } from '../kit/ask-at.ts'
import { managementToken, registerPerson, sealed } from '../kit/people.ts'
import { until } from '../kit/until.ts'
import { graphql, type Outcome, postGraphql, refused, rest } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'
import { Browser } from '../oidc/browser.ts'

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
    '/api/v3/signin',
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
