// RFC 9110, section 9.2.1: opening an address changes nothing. Mail gateways, previews and crawlers open them all, with HEAD
// and with GET. Every route of the server that takes either is walked, by everybody who may come.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { openBrowser } from '../kit/entry.ts'
import { type Answer, lightFetch } from '../kit/light-fetch.ts'
import { managementToken, registerPerson, send } from '../kit/people.ts'
import { openPost } from '../kit/post.ts'
import { recordStatements } from '../kit/statements.ts'
import { accepted, graphql, rest } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'
import type { Browser } from '../oidc/browser.ts'
import { compose } from '../walls/operation.ts'
import { allOperations } from '../walls/operations.ts'
import { plainValue } from '../walls/plain-values.ts'
import { routesOf } from './routes.ts'

/** What a safe method may write, and why. */
const meant: Record<string, string> = {
  'GET /api/v2/logout': 'the protocol signs out so; it takes the token of the person: see `browser-sso.test`',
  'GET /logout': 'the same',
  'GET /api/v2/users/logout': 'the same',
  'GET /api/v2/users/is-user-exists': 'counts who asks which names are taken',
  'GET /api/v2/users/find': 'the same',
  'GET /api/v2/security/captcha': 'remembers the answer of the image that it draws',
  'GET /api/v3/get-captcha-code': 'the same',
  'GET /api/v3/get-otp-secret-by-user': 'writes down who has read the secret of somebody’s authenticator app',
  'GET /api/v3/get-mfa-trigger-data': 'begins a second step for somebody, which the log has',
}

/** The walk of somebody who begins to sign in is kept, as OpenID Connect has it; it is nobody's yet. */
const begun = /\boidc_artifact\b/
const write = /\b(INSERT INTO|UPDATE|DELETE FROM)\s+(?:"?public"?\.)?"?(\w+)/gi
/** What the server's own timers do meanwhile: noting when sessions were last used, and taking up work that waits. */
const timed = /UPDATE session SET last_seen_at|SKIP LOCKED/

let world: World
let browser: Browser
let tokens: (string | undefined)[]
let seen: Map<string, unknown[]>
const links: string[] = []
const email = 'reader@example.com'

before(async () => {
  const post = await openPost()
  world = await newWorld({ messages: post.messages })
  const manager = await managementToken(world)
  const application = `/api/v2/applications/${world.tenant.application.id}`
  accepted(await rest(world.origin, 'PUT', application, { magicLink: true }, { token: manager }))
  const person = await registerPerson(world)
  tokens = [undefined, person.token, manager]
  accepted(await send(world, 'createUser', { userInfo: { email } }, { token: manager }))
  for (const scene of ['VERIFY_EMAIL', 'RESET_PASSWORD']) {
    world.passSeconds(61)
    const query = 'mutation ($email: String!, $scene: EmailScene!) { sendEmail(email: $email, scene: $scene) { code } }'
    accepted(await graphql(world.origin, query, { email, scene }, { tenant: world.tenant }))
    links.push(linkIn((await post.mailbox.next(email)).text))
  }
  world.passSeconds(61)
  const reader = openBrowser(world)
  await reader.act(await reader.open(`/sign-in/${world.tenant.application.id}`), 'send-link', { address: email })
  links.push(linkIn((await post.mailbox.next(email)).text))
  browser = openBrowser(world)
  await browser.signIn(`/sign-in/${world.tenant.application.id}`, person.username, person.password)
  seen = recordStatements(world.database)
})

function linkIn(text: string | undefined): string {
  return /http:\/\/\S+token=\S+|http:\/\/\S+link=\S+/.exec(text ?? '')?.[0] ?? assert.fail(`no link in: ${text}`)
}

/** The tables that were written to while this address was opened. */
async function written(open: () => Promise<Answer>): Promise<string[]> {
  seen.clear()
  await (await open()).arrayBuffer()
  const statements = [...seen.keys()].filter((text) => !timed.test(text))
  return [...new Set(statements.flatMap((text) => [...text.matchAll(write)].map(([, , table = '']) => table)))].filter(
    (table) => !begun.test(table),
  )
}

async function walk(name: string, path: string, method: string, callers = tokens): Promise<string[]> {
  const wrong: string[] = []
  const note = (who: string, tables: string[]) => tables.length > 0 && wrong.push(`${name}, ${who}: ${tables}`)
  for (const token of callers) {
    const headers = {
      'x-authing-app-id': world.tenant.application.id,
      ...(token && { authorization: `Bearer ${token}` }),
    }
    note(
      token ? 'with a token' : 'by nobody',
      await written(() => lightFetch(new URL(path, world.origin), { method, headers })),
    )
  }
  note('in a browser', await written(() => browser.go(path, { method })))
  return wrong
}

test('no address changes anything by being opened', async () => {
  const operations = (await allOperations(plainValue)).map(({ fields, encode }) => encode(compose(fields, plainValue)))
  const asked = operations.filter(({ method }) => method === 'GET').map(({ path }) => ({ method: 'GET', path }))
  const api = /^\/(api|graphql|oauth|connections)\b/
  const pages = routesOf(world)
    .filter(({ method, path }) => /^(GET|HEAD)$/.test(method) && !/\*/.test(path) && !api.test(path))
    .map(({ method, path }) => ({ method, path: path.replace(/:application\b/, world.tenant.application.identifier) }))
  const all = [...asked, ...pages.filter(({ path }) => !path.includes(':'))]
  assert.ok(all.length > 60)
  const wrong: string[] = []
  for (const { method, path } of all) {
    const name = `${method} ${path.split('?')[0]}`
    if (!(name.replace('HEAD', 'GET') in meant)) wrong.push(...(await walk(name, path, method)))
  }
  assert.deepEqual(wrong, [])
})

test('no link of a mail is used up by being opened', async () => {
  for (const link of links)
    for (const method of ['HEAD', 'GET', 'GET']) assert.deepEqual(await walk(`${method} ${link}`, link, method), [])
  const { rows } = await world.database.pool.query('SELECT email_verified FROM user_account WHERE email = $1', [email])
  assert.equal(rows[0].email_verified, false)
})
