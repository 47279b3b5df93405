// Whatever a fast path answers, and whatever it leaves alone, is what the engine says.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { decodeJwt } from 'jose'
import { sql } from 'kysely'
import type { User } from '#domain/people/user/user.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { signWithKey } from '#platform/crypto/jwt.ts'
import { newId } from '#platform/crypto/random.ts'
import { type Asked, type Both, type Header, openBoth } from './both.ts'
import { post, signIn, signInOffline, type Tokens } from './client.ts'
import { type House, openHouse } from './house.ts'

let house: House
let both: Both
let pool: UserPool
let shop: Application
let other: Application
let user: User & { password: string }
let tokens: Tokens
let machine: string

const settings = {
  grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'],
  machineScopes: ['order:read', 'order:write'],
}

before(async () => {
  house = await openHouse()
  both = await openBoth(house)
  pool = await house.addPool()
  shop = await house.addApplication(pool, { settings })
  other = await house.addApplication(pool, { settings: { ...settings, idTokenAlgorithm: 'ES256', firstParty: false } })
  user = await house.addUser(pool, { phone: '13800000000', externalId: 'crm-7', profile: { name: '门 "神"' } })
  const scope = 'openid profile email phone address username external_id unionid'
  tokens = (await signIn(house, shop, user, { scope })).tokens
  machine = (await post(house, '/token', { grant_type: 'client_credentials' }, shop)).body.access_token ?? ''
})

test('user information', async (t) => {
  const me = '/oidc/me'
  const bearer = (token: string): Header => ['authorization', `Bearer ${token}`]
  const good = bearer(tokens.access_token)
  const formType: Header = ['content-type', 'application/x-www-form-urlencoded']
  const lesser = (await signIn(house, shop, user, { scope: 'openid' })).tokens.access_token
  const offline = (await signInOffline(house, other, user)).tokens.access_token

  await fast(t, 'a token in the header', { path: me, headers: [good] })
  await fast(t, 'by POST', { method: 'POST', path: me, headers: [good] })
  await fast(t, 'by POST with an empty form', { method: 'POST', path: me, headers: [good, formType], body: '' })
  await fast(t, 'in lower case', { path: me, headers: [['authorization', `bearer ${tokens.access_token}`]] })
  await fast(t, 'few scopes', { path: me, headers: [bearer(lesser)] })
  await fast(t, 'of an application that is not ours', { path: me, headers: [bearer(offline)] })
  await fast(t, 'by a page of the application', { path: me, headers: [good, ['origin', 'http://127.0.0.1:9']] })
  await fast(t, 'with a header given twice', { path: me, headers: [good, bearer('x')] })
  await fast(t, 'by who prefers pages', { path: me, headers: [good, ['accept', 'text/html']] })

  await slow(t, 'by a page of a stranger', { path: me, headers: [good, ['origin', 'https://evil.example']] })
  await slow(t, 'in header and query', { path: `${me}?access_token=${tokens.access_token}`, headers: [good] })
  await fast(t, 'in the address', { path: `${me}?access_token=${tokens.access_token}` })
  await slow(t, 'in the address, of a stranger', { path: `${me}?access_token=${offline}` })
  await slow(t, 'in the address, twice', { path: `${me}?access_token=${lesser}&access_token=${lesser}` })
  await slow(t, 'in the address, no good any more', { path: `${me}?access_token=${tokens.access_token}x` })
  await slow(t, 'in the address, with a scope', { path: `${me}?access_token=${tokens.access_token}&scope=openid` })
  await slow(t, 'in the address, by POST', { method: 'POST', path: `${me}?access_token=${tokens.access_token}` })
  const inForm = { method: 'POST', path: me, body: `access_token=${tokens.access_token}` }
  await slow(t, 'in the form', { ...inForm, headers: [formType] })
  await slow(t, 'in header and form', { ...inForm, headers: [formType, good] })
  await slow(t, 'with a scope', { path: `${me}?scope=openid`, headers: [good] })
  await slow(t, 'with a scope that it has not', { method: 'POST', path: me, headers: [good], body: 'scope=x' })
  await slow(t, 'HEAD', { method: 'HEAD', path: me, headers: [good] })
  await slow(t, 'OPTIONS', { method: 'OPTIONS', path: me, headers: [['origin', 'https://evil.example']] })
  await slow(t, 'PUT', { method: 'PUT', path: me, headers: [good] })
  await slow(t, 'another spelling', { path: '/oidc/m%65', headers: [good] })
  await fast(t, 'a slash at the end', { path: `${me}/`, headers: [good] })
  await fast(t, 'in capitals', { path: '/oidc/Me', headers: [good] })
  await slow(t, 'a GET with a body', { path: me, headers: [good, formType], body: 'a=b' })
  await slow(t, 'nothing', { path: me })
  await slow(t, 'DPoP', { path: me, headers: [['authorization', `DPoP ${tokens.access_token}`]] })
  await slow(t, 'Basic', { path: me, headers: [basic(shop.id, shop.secret)] })
  await slow(t, 'two spaces', { path: me, headers: [['authorization', `Bearer  ${tokens.access_token}`]] })
  for (const odd of ['=', ',', '!', '.', '%3D'])
    await slow(t, `ending on ${odd}`, { path: me, headers: [bearer(tokens.access_token + odd)] })
  await slow(t, 'of another issuer', { path: me, headers: [bearer(await like({ iss: 'http://localhost/oidc' }))] })
  const bad = {
    machine,
    'identity token': tokens.id_token,
    garbage: 'garbage',
    'three parts': 'a.b.c',
    ...(await forged()),
    ...(await lacking()),
  }
  for (const [name, token] of Object.entries(bad)) await slow(t, name, { path: me, headers: [bearer(token)] })
})

test('a token for a machine', async (t) => {
  const ask = (form: string, headers: Header[] = []): Asked => ({
    method: 'POST',
    path: '/oidc/token',
    headers: [['content-type', 'application/x-www-form-urlencoded'], ...headers],
    body: form,
  })
  const grant = 'grant_type=client_credentials'
  const secret = (application: Application) => `client_id=${application.id}&client_secret=${application.secret}`
  const good = basic(shop.id, shop.secret)
  await fast(t, 'secret in the header', ask(grant, [good]))
  await fast(t, 'secret in the form', ask(`${grant}&${secret(shop)}`))
  await fast(t, 'id also in the form', ask(`${grant}&client_id=${shop.id}`, [good]))
  await fast(t, 'ES256', ask(`${grant}&${secret(other)}&scope=order:read`))
  await fast(t, 'scopes', ask(`${grant}&scope=order%3Aread+order:write`, [good]))
  await fast(t, 'some of them not allowed', ask(`${grant}&scope=order:read+other:write+x+x`, [good]))
  await fast(t, 'none of them allowed', ask(`${grant}&scope=other`, [good]))
  await fast(t, 'a body that is not called a form', { ...ask(grant), headers: [['content-type', 'text/plain'], good] })

  await slow(t, 'wrong secret in the header', ask(grant, [basic(shop.id, 'wrong')]))
  await slow(t, 'wrong secret in the form', ask(`${grant}&client_id=${shop.id}&client_secret=wrong`))
  await slow(t, 'secret of another', ask(grant, [basic(shop.id, other.secret)]))
  await slow(t, 'unknown client', ask(grant, [basic(newId(), shop.secret)]))
  await slow(t, 'secret twice', ask(`${grant}&${secret(shop)}`, [good]))
  await slow(t, 'no client', ask(grant))
  await slow(t, 'no secret', ask(`${grant}&client_id=${shop.id}`))
  await slow(t, 'empty secret', ask(`${grant}&client_id=${shop.id}&client_secret=`))
  await slow(t, 'two ids that differ', ask(`${grant}&client_id=${other.id}`, [good]))
  await slow(t, 'no base64', ask(grant, [['authorization', 'Basic ???']]))
  const odd = await house.addApplication(pool, { settings, secret: 'a'.repeat(31) })
  const [name, value] = basic(odd.id, odd.secret)
  await fast(t, 'base64 with padding', ask(grant, [[name, value]]))
  await slow(t, 'base64 without padding', ask(grant, [[name, value.replaceAll('=', '')]]))
  const strange = await house.addApplication(pool, { settings, secret: 'a%b+c:"' })
  const escaped = encodeURIComponent(strange.secret)
  await slow(t, 'a strange secret', ask(grant, [basic(strange.id, escaped)]))
  await slow(t, 'a strange secret as it is', ask(grant, [basic(strange.id, strange.secret)]))
  await fast(t, 'a strange secret in the form', ask(`${grant}&client_id=${strange.id}&client_secret=${escaped}`))
  await slow(t, 'no colon', ask(grant, [['authorization', `Basic ${Buffer.from(shop.id).toString('base64')}`]]))
  await slow(
    t,
    'encoded secret',
    ask(grant, [basic(shop.id, `%${shop.secret.charCodeAt(0).toString(16)}${shop.secret.slice(1)}`)]),
  )
  for (const scope of ['', '%22', 'a++b', 'x&scope=y', 'x&client_id=1&client_id=2'])
    await slow(t, `scope ${scope}`, ask(`${grant}&scope=${scope}`, [good]))
  for (const more of ['&unknown=1', '&grant_type=client_credentials', '&client_assertion=x'])
    await slow(t, more, ask(grant + more, [good]))
  await slow(t, 'another grant', ask('grant_type=password&username=a&password=b', [good]))
  await slow(t, 'no grant', ask('', [good]))
  await slow(t, 'by a page', ask(grant, [good, ['origin', 'http://127.0.0.1:9']]))
  await slow(t, 'with attestation', ask(grant, [good, ['oauth-client-attestation', 'x']]))
  await slow(t, 'in the query', { ...ask('', [good]), path: `/oidc/token?${grant}` })
  await slow(t, 'GET', { path: '/oidc/token', headers: [good] })
  const open = await house.addApplication(pool, { settings: { ...settings, tokenEndpointAuthMethod: 'none' } })
  await slow(t, 'public client', ask(`${grant}&client_id=${open.id}`))
  await slow(t, 'public client with its secret', ask(`${grant}&${secret(open)}`))
  const people = await house.addApplication(pool)
  await slow(t, 'a grant that it may not use', ask(`${grant}&${secret(people)}`))
})

test('introspection', async (t) => {
  const ask = (form: string, headers = [basic(shop.id, shop.secret)]): Asked => ({
    method: 'POST',
    path: '/oidc/token/introspection',
    headers: [['content-type', 'application/x-www-form-urlencoded'], ...headers],
    body: form,
  })
  const inForm = `client_id=${shop.id}&client_secret=${shop.secret}`
  await fast(t, 'a person’s token', ask(`token=${tokens.access_token}`))
  await fast(t, 'a machine’s token', ask(`token=${machine}`))
  await fast(t, 'with a hint', ask(`token=${machine}&token_type_hint=access_token`))
  await fast(t, 'secret in the form', ask(`token=${machine}&${inForm}`, []))
  const wide = (await post(house, '/token', { grant_type: 'client_credentials', scope: 'order:read' }, shop)).body
  await fast(t, 'a machine’s token with a scope', ask(`token=${wide.access_token}`))

  await slow(t, 'by a stranger', ask(`token=${tokens.access_token}`, [basic(other.id, other.secret)]))
  const api = await house.addApplication(pool)
  await fast(t, 'by an API of ours', ask(`token=${tokens.access_token}`, [basic(api.id, api.secret)]))
  const foreign = await house.addApplication(await house.addPool())
  await slow(t, 'by an API of another pool', ask(`token=${machine}`, [basic(foreign.id, foreign.secret)]))
  const page = await house.addApplication(pool, { settings: { tokenEndpointAuthMethod: 'none' } })
  await slow(t, 'by a public client', ask(`token=${tokens.access_token}&client_id=${page.id}`, []))
  await slow(t, 'wrong secret', ask(`token=${machine}`, [basic(shop.id, 'wrong')]))
  await slow(t, 'no secret', ask(`token=${machine}`, []))
  await slow(t, 'a wrong hint', ask(`token=${machine}&token_type_hint=refresh_token`))
  await slow(t, 'an unknown hint', ask(`token=${machine}&token_type_hint=x`))
  await slow(t, 'twice', ask(`token=${machine}&token=${machine}`))
  await slow(t, 'unknown parameter', ask(`token=${machine}&x=y`))
  await slow(t, 'empty', ask('token='))
  await slow(t, 'none', ask(''))
  await slow(t, 'marked', ask(`token=jwt:${machine}`))
  await slow(t, 'by a page', ask(`token=${machine}`, [basic(shop.id, shop.secret), ['origin', 'http://127.0.0.1:9']]))
  const { refresh_token: refreshToken } = (await signInOffline(house, other, user)).tokens
  await slow(t, 'a refresh token', ask(`token=${refreshToken}`, [basic(other.id, other.secret)]))
  const bad = {
    'identity token': tokens.id_token,
    garbage: 'garbage',
    'three parts': 'a.b.c',
    ...(await forged()),
  }
  for (const [name, token] of Object.entries(bad)) await slow(t, name, ask(`token=${token}`))
  for (const [name, token] of Object.entries(await lacking())) await fast(t, name, ask(`token=${token}`))
})

test('what was good a moment ago', async (t) => {
  const refused = async (name: string, access: string, application = shop) => {
    await slow(t, `${name}: user information`, { path: '/oidc/me', headers: [['authorization', `Bearer ${access}`]] })
    const headers = [basic(application.id, application.secret)]
    await slow(t, `${name}: introspection`, {
      method: 'POST',
      path: '/oidc/token/introspection',
      headers,
      body: `token=${access}`,
    })
  }
  const enter = async (who = user, application = shop) => (await signIn(house, application, who)).tokens.access_token
  const change = (topic: string, statement: ReturnType<typeof sql>) =>
    house.database.unit.write(async ({ tx, changed }) => {
      await statement.execute(tx)
      changed(topic)
    })

  const revoked = await enter()
  await post(house, '/token/revocation', { token: revoked }, shop)
  await refused('a revoked token', revoked)
  await post(house, '/token/revocation', { token: machine }, shop)
  await refused('a machine’s revoked token', machine)

  const locked = await house.addUser(pool)
  const ofLocked = await enter(locked)
  await change(`user:${pool.id}:${locked.id}`, sql`UPDATE user_account SET blocked = true WHERE id = ${locked.id}`)
  await refused('a locked person', ofLocked)

  const gone = await enter()
  const { sid } = decodeJwt(gone)
  await change(`session:${pool.id}:${sid}`, sql`UPDATE session SET ended_at = now() WHERE id = ${sid}`)
  await refused('an ended session', gone)

  const removed = await house.addApplication(pool)
  const ofRemoved = await enter(user, removed)
  await change(`application:${removed.id}`, sql`DELETE FROM application WHERE id = ${removed.id}`)
  await refused('a deleted application', ofRemoved, removed)
})

test('nothing of all this was unforeseen', () => assert.deepEqual(house.errors, []))

type Context = { test(name: string, work: () => Promise<void>): Promise<unknown> }

const fast = (t: Context, name: string, asked: Asked) => t.test(name, () => both.fast(asked))
const slow = (t: Context, name: string, asked: Asked) => t.test(name, () => both.slow(asked))

function basic(id: string, secret: string): Header {
  return ['authorization', `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`]
}

/** Signs what is like a person's token but for `more`. */
function like(more: object, type: object = {}): Promise<string> {
  const { kid, privateKey } = house.domain.ports.keys.signing('RS256')
  const header = { alg: 'RS256', typ: 'at+jwt', kid, ...type } as const
  return signWithKey({ ...decodeJwt(tokens.access_token), ...more }, header, privateKey)
}

/** Tokens that are good for nothing. */
async function forged(): Promise<Record<string, string>> {
  return {
    tampered: `${tokens.access_token.slice(0, -4)}AAAA`,
    expired: await like({ exp: Math.floor(Date.now() / 1000) - 1 }),
    'of another client': await like({ client_id: other.id }),
    'of another person': await like({ sub: newId() }),
    'of another pool': await like({ userpool_id: newId() }),
    'of another grant': await like({ gid: 'x' }),
    'of another type': await like({}, { typ: 'JWT' }),
    'of an unknown key': await like({}, { kid: 'x' }),
    marked: `jwt:${tokens.access_token}`,
  }
}

/** Tokens that are good, but not for user information. */
async function lacking(): Promise<Record<string, string>> {
  return {
    'of no grant': await like({ gid: undefined }),
    'without a scope': await like({ scope: undefined }),
    'without openid': await like({ scope: 'profile' }),
  }
}
