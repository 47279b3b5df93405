// Whose address stands in a link, an issuer, a redirect: one out of our list, whatever a request says of its host.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { readOutbox } from '#domain/proof/admin-message/outbox.ts'
import { type Answered, askAt } from '../kit/ask-at.ts'
import { newWorld, type World } from '../kit/world.ts'
import { type Route, routesOf } from './routes.ts'

type Lines = readonly (readonly [string, string])[]

/** How a request says where it went. */
interface Saying {
  target?: string
  lines: Lines
}

const publicHost = 'id.example.com'
let bare: World
let proxied: World

before(async () => {
  bare = await newWorld()
  proxied = await newWorld({ publicUrl: `https://${publicHost}`, trustedProxies: ['127.0.0.1'] })
})

const portOf = (world: World) => new URL(world.origin).port
/** The host under which a world is known, with its port. */
const hostOf = (world: World) => (world === proxied ? publicHost : `127.0.0.1:${portOf(world)}`)

/** Hosts that are not ours, though each looks like it to somebody. */
function hostileHosts(host: string): string[] {
  const [name = '', port] = host.split(':')
  const withPort = (text: string) => (port ? `${text}:${port}` : text)
  return [
    'evil.example',
    `evil.example?.${host}`,
    `evil.example#.${host}`,
    `evil.example\\.${host}`,
    `evil.example;.${host}`,
    `evil.example@${host}`,
    `evil.example:80@${host}`,
    `evil.example\t.${host}`,
    `evil.example .${host}`,
    `evil.example,.${host}`,
    `evil.example/.${host}`,
    `evil.example%2f.${host}`,
    `${host}.evil.example`,
    `${host}@evil.example`,
    `${host}?evil.example`,
    `${host}#evil.example`,
    `${host}/evil.example`,
    `${host}\\evil.example`,
    `${name}:1`,
    `${name}:`,
    `${host}:evil`,
    withPort(`${name}.`),
    `.${host}`,
    `..${host}`,
    `nobody.${host}`,
    `first-app.first-app.${host}`,
    `www.first-app.${host}`,
    `evil${host}`,
    `xn--first-app-.${host}`,
    `first_app.${host}`,
    `first-app\u00e9.${host}`,
    withPort('nobody.localhost'),
    withPort('a.first-app.localhost'),
    withPort('localhost.evil.example'),
    withPort('127.0.0.1.nip.io'),
    withPort('0x7f.1'),
    withPort('[::ffff:127.0.0.1]'),
    'localhost:1',
    '',
  ]
}

/** Every way to name one of them. Nobody is believed who forwards, unless it is our proxy. */
function sayings(world: World): Saying[] {
  const own = hostOf(world)
  const hosts = hostileHosts(own)
  const direct = hosts.map((host) => ({ lines: [['host', host]] as Lines }))
  const absolute = hosts
    .filter((host) => host && !/[\s/?#\\]/.test(host) && !/[^\x20-\x7e]/.test(host))
    .map((host) => ({ target: `http://${host}`, lines: [['host', own]] as Lines }))
  if (world === bare) return [...direct, ...absolute]
  const forwarded = hosts
    .filter((host) => host !== '')
    .flatMap((host): Saying[] => [
      {
        lines: [
          ['host', own],
          ['x-forwarded-host', host],
        ],
      },
      {
        lines: [
          ['host', own],
          ['x-forwarded-host', `${own}, ${host}`],
        ],
      },
      {
        lines: [
          ['host', own],
          ['x-forwarded-host', own],
          ['x-forwarded-host', host],
        ],
      },
    ])
  return [...direct, ...absolute, ...forwarded]
}

const ask = (
  world: World,
  { target = '', lines }: Saying,
  method: string,
  path: string,
  body?: object,
  more: Lines = [],
) => askAt(Number(portOf(world)), { method, path: target + path, headers: [...lines, ...more], body })

/** The code in whichever envelope. */
function codeOf({ status, headers, text }: Answered): number {
  if (status !== 200 || !/json/.test(String(headers['content-type']))) return status
  const body = JSON.parse(text) as { code?: number; errors?: { message: { code: number } }[] }
  return body.errors?.[0]?.message.code ?? body.code ?? status
}

const fill = (path: string) => path.replace(/:\w+/g, 'first-app').replace('*', '.well-known/openid-configuration')

/** Every route that is answered for one host and not for another. */
function routes(world: World): Route[] {
  const anywhere = /^\/(healthz|readyz|assets\/|favicon\.ico|menshen\.svg|mark)/
  const known = routesOf(world).filter(
    ({ method, path }) => !['OPTIONS', 'HEAD'].includes(method) && !anywhere.test(path),
  )
  return [...known, { method: 'GET', path: '/nowhere' }, { method: 'POST', path: '/api/v2/nowhere' }]
}

/** One mail for each, if it were sent; and what else puts addresses into the world. */
function writers(world: World): { method: string; path: string; body?: object; more?: Lines }[] {
  const { id } = world.tenant.application
  const app: Lines = [['x-authing-app-id', id]]
  const email = (scene: string) => ({
    method: 'POST',
    path: '/graphql/v2',
    body: { query: `mutation { sendEmail(email: "victim@example.com", scene: ${scene}) { code } }` },
    more: app,
  })
  const callback = encodeURIComponent(`${world.origin}/welcome`)
  return [
    email('RESET_PASSWORD'),
    email('VERIFY_EMAIL'),
    {
      method: 'POST',
      path: '/api/v2/email/send',
      body: { email: 'victim@example.com', scene: 'RESET_PASSWORD' },
      more: app,
    },
    { method: 'GET', path: '/oidc/.well-known/openid-configuration' },
    { method: 'GET', path: `/oidc/auth?client_id=${id}&redirect_uri=${callback}&response_type=code&scope=openid` },
    { method: 'GET', path: `/sign-in/${id}` },
    { method: 'GET', path: `/u/${id}` },
    { method: 'GET', path: '/' },
    { method: 'GET', path: '/reset-password?token=x' },
    { method: 'GET', path: '/verify-email?token=x' },
    { method: 'GET', path: '/undo-linking?token=x' },
    { method: 'GET', path: '/welcome' },
    { method: 'GET', path: `/api/v2/applications/${id}/public-config` },
    { method: 'POST', path: '/api/v2/qrcode/gene', body: { scene: 'APP_AUTH' }, more: app },
    { method: 'POST', path: '/api/v3/nothing', body: {} },
  ]
}

for (const [title, of] of [
  ['no PUBLIC_URL', () => bare],
  ['PUBLIC_URL behind a trusted proxy', () => proxied],
] as const)
  describe(`with ${title}`, () => {
    test('no made-up host is answered by anything that writes an address', async () => {
      const world = of()
      const answered = []
      for (const saying of sayings(world))
        for (const { method, path, body, more } of writers(world)) {
          const answer = await ask(world, saying, method, path, body, more)
          // Some of these are no requests at all.
          if (![421, 400].includes(codeOf(answer))) answered.push([JSON.stringify(saying), path, codeOf(answer)])
          const { location } = answer.headers
          const said = `${location}${answer.text}${answer.headers['set-cookie']}`
          if (/evil|nobody\./.test(said)) answered.push([JSON.stringify(saying), path, said.slice(0, 200)])
        }
      assert.deepEqual(answered, [])
      assert.deepEqual(await readOutbox(world.app.domain), [])
    })

    test('no route at all is answered for one', async () => {
      const world = of()
      const own = hostOf(world)
      const some = ['evil.example', `evil.example?.${own}`, `nobody.${own}`]
      const answered = []
      for (const { method, path } of routes(world))
        for (const host of some) {
          const answer = await ask(
            world,
            { lines: [['host', host]] },
            method,
            fill(path),
            method === 'POST' ? {} : undefined,
          )
          if (codeOf(answer) !== 421) answered.push(`${method} ${path} under ${host}: ${codeOf(answer)}`)
        }
      assert.deepEqual(answered, [])
    })

    test('health is told to whoever asks', async () => {
      for (const host of ['10.0.0.7:3000', 'evil.example'])
        for (const path of ['/healthz', '/readyz'])
          assert.equal((await ask(of(), { lines: [['host', host]] }, 'GET', path)).status, 200)
    })

    test('two hosts in one request are 400 everywhere', async () => {
      const world = of()
      const own = hostOf(world)
      for (const hosts of [
        [own, 'evil.example'],
        ['evil.example', own],
        [own, own],
      ])
        for (const path of ['/', '/oidc/.well-known/openid-configuration', '/api/v2/system', '/healthz']) {
          const lines = hosts.map((host, at) => [at === 0 ? 'Host' : 'hOST', host] as const)
          assert.equal((await ask(world, { lines }, 'GET', path)).status, 400, path)
        }
    })
  })

const issuerAt = async (world: World, saying: Saying) => {
  const { text } = await ask(world, saying, 'GET', '/oidc/.well-known/openid-configuration')
  return (JSON.parse(text) as { issuer?: string }).issuer
}

describe('an address of ours', () => {
  test('is answered as we write it, in any case, with the port that goes without saying, in either form', async () => {
    const ours = 'https://id.example.com/oidc'
    for (const host of [publicHost, 'ID.Example.COM', `${publicHost}:443`]) {
      assert.equal(await issuerAt(proxied, { lines: [['host', host]] }), ours, host)
      assert.equal(
        await issuerAt(proxied, {
          lines: [
            ['host', '10.0.0.7'],
            ['x-forwarded-host', host],
          ],
        }),
        ours,
        host,
      )
      assert.equal(await issuerAt(proxied, { target: `https://${host}`, lines: [['host', 'evil.example']] }), ours)
    }
    assert.equal(
      await issuerAt(proxied, { lines: [['host', `FIRST-APP.${publicHost}`]] }),
      'https://first-app.id.example.com/oidc',
    )
    for (const name of ['localhost', '127.0.0.1', '[::1]', 'first-app.localhost']) {
      const host = `${name}:${portOf(bare)}`
      assert.equal(await issuerAt(bare, { lines: [['host', host]] }), `http://${host}/oidc`)
      assert.equal(
        await issuerAt(bare, { target: `http://${host}`, lines: [['host', 'evil.example']] }),
        `http://${host}/oidc`,
      )
      assert.equal((await ask(proxied, { lines: [['host', host]] }, 'GET', '/')).status, 421)
    }
  })

  test('is not changed by who forwards without being our proxy', async () => {
    for (const name of [
      'x-forwarded-host',
      'forwarded',
      'x-forwarded-server',
      'x-original-host',
      'x-host',
      'x-original-url',
    ])
      for (const value of ['evil.example', 'host=evil.example', `${hostOf(bare)}, evil.example`]) {
        const lines: Lines = [
          ['host', hostOf(bare)],
          [name, value],
        ]
        assert.equal(await issuerAt(bare, { lines }), `http://${hostOf(bare)}/oidc`, name)
      }
    const lines: Lines = [
      ['host', publicHost],
      ['forwarded', 'host=evil.example;proto=http'],
    ]
    assert.equal(await issuerAt(proxied, { lines }), 'https://id.example.com/oidc')
  })

  test('below PUBLIC_URL comes and goes with its application', async () => {
    const below = async (name: string) =>
      (await ask(proxied, { lines: [['host', `${name}.${publicHost}`]] }, 'GET', '/')).status
    const more = await administering()
    assert.equal(await below('short-lived'), 421)
    const fields = { name: 'Short-lived', identifier: 'short-lived', redirectUris: ['https://shop.example/'] }
    const made = await atHome('POST', '/api/v2/applications', fields, more)
    assert.equal(codeOf(made), 200, made.text)
    assert.equal(await below('short-lived'), 200)
    const { id } = JSON.parse(made.text).data as { id: string }
    assert.equal(codeOf(await atHome('POST', `/api/v2/applications/${id}`, { identifier: 'renamed' }, more)), 200)
    assert.deepEqual([await below('short-lived'), await below('renamed')], [421, 200])
    assert.equal(codeOf(await atHome('DELETE', `/api/v2/applications/${id}`, undefined, more)), 200)
    assert.equal(await below('renamed'), 421)
  })
})

/** As a caller of the public address. */
const atHome = (method: string, path: string, body?: object, more: Lines = []) =>
  ask(proxied, { lines: [['host', publicHost]] }, method, path, body, more)

async function administering(): Promise<Lines> {
  const { pool } = proxied.tenant
  const query = `{ accessToken(userPoolId: "${pool.id}", secret: "${pool.secret}") { accessToken } }`
  const { text } = await atHome('POST', '/graphql/v2', { query })
  return [['authorization', `Bearer ${JSON.parse(text).data.accessToken.accessToken}`]]
}

describe('a mail', () => {
  /** What every address in the newest mail to somebody begins with. */
  async function originsIn(to: string): Promise<string[]> {
    const mail = (await readOutbox(proxied.app.domain)).find((message) => message.recipient === to)
    assert.ok(mail, `no mail to ${to}`)
    return [...new Set([...mail.text.matchAll(/https?:\/\/[^\s"<>]+/g)].map(([link]) => new URL(link).origin))]
  }
  let counter = 0

  /** Each asks for a mail to this address. */
  const mails: Record<string, (host: string, app: Lines, email: string) => Promise<unknown>> = {
    'to reset a password': (host, app, email) => sendEmail(host, app, email, 'RESET_PASSWORD'),
    'to verify an address': (host, app, email) => sendEmail(host, app, email, 'VERIFY_EMAIL'),
    'of the first sign-in': async (host, app, email) => {
      const more = [...(await administering()), ...app]
      const create = 'mutation ($user: CreateUserInput!) { createUser(userInfo: $user) { id } }'
      const made = await atHome('POST', '/graphql/v2', { query: create, variables: { user: { email } } }, more)
      const userId = JSON.parse(made.text).data.createUser.id
      const appId = app[0]?.[1]
      const query = `mutation { sendFirstLoginVerifyEmail(userId: "${userId}", appId: "${appId}") { code } }`
      return ask(proxied, { lines: [['host', host]] }, 'POST', '/graphql/v2', { query }, more)
    },
  }
  const sendEmail = (host: string, app: Lines, email: string, scene: string) => {
    const query = `mutation { sendEmail(email: "${email}", scene: ${scene}) { code } }`
    return ask(proxied, { lines: [['host', host]] }, 'POST', '/graphql/v2', { query }, app)
  }

  for (const [what, send] of Object.entries(mails))
    test(`${what} leads to PUBLIC_URL, or to its application’s own host where it was asked for there`, async () => {
      const other = await proxied.addTenant(`other${++counter}`)
      const home = `https://${publicHost}`
      for (const [host, application, origin] of [
        [publicHost, proxied.tenant.application, home],
        [`first-app.${publicHost}`, proxied.tenant.application, `https://first-app.${publicHost}`],
        [`FIRST-APP.${publicHost}:443`, proxied.tenant.application, `https://first-app.${publicHost}`],
        // The owner of another application may have that host too.
        [`${other.application.identifier}.${publicHost}`, proxied.tenant.application, home],
      ] as const) {
        const email = `reader${++counter}@example.com`
        await send(host, [['x-authing-app-id', application.id]], email)
        assert.deepEqual(await originsIn(email), [origin], host)
      }
    })
})

describe('the page at a host that is not ours', () => {
  const open = async (world: World, language: string) =>
    ask(
      world,
      {
        lines: [
          ['host', 'evil.example<script>'],
          ['accept', 'text/html'],
          ['accept-language', language],
        ],
      },
      'GET',
      '/',
    )

  test('names the setting and our own address to whoever sets the server up, and repeats nothing', async () => {
    for (const [world, own] of [
      [bare, bare.app.domain.ports.addresses.publicUrl],
      [proxied, `https://${publicHost}`],
    ] as const)
      for (const language of ['en-US', 'zh-CN']) {
        const { status, headers, text } = await open(world, language)
        assert.equal(status, 421)
        assert.match(text, /PUBLIC_URL/)
        assert.ok(text.includes(own), text)
        assert.doesNotMatch(text, /evil/)
        assert.match(String(headers['content-security-policy']), /default-src 'none'/)
        // It would hold for a name that is somebody else's.
        assert.equal(headers['strict-transport-security'], undefined)
        const style = /href="(\/assets\/[^"]+\.css)"/.exec(text)?.[1] as string
        assert.equal((await ask(world, { lines: [['host', 'evil.example']] }, 'GET', style)).status, 200)
      }
  })

  test('is a code for programs, which pages elsewhere may read', async () => {
    const lines: Lines = [
      ['host', 'evil.example'],
      ['origin', 'http://evil.example'],
    ]
    const graphql = await ask(proxied, { lines }, 'POST', '/graphql/v2', { query: '{ isUserExists(username: "a") }' })
    assert.deepEqual([graphql.status, codeOf(graphql)], [200, 421])
    const rest = await ask(proxied, { lines }, 'GET', '/api/v2/users/me')
    assert.deepEqual([rest.status, codeOf(rest)], [200, 421])
    assert.equal(rest.headers['access-control-allow-origin'], 'http://evil.example')
    const oidc = await ask(proxied, { lines }, 'POST', '/oidc/token')
    assert.deepEqual([oidc.status, JSON.parse(oidc.text).error], [421, 'invalid_request'])
  })
})
