import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type Refusal, say } from '@menshen/contract/errors'
import { unlinkOwnSource } from '#domain/account/account-linking/unlink-identity.ts'
import { getUser } from '#domain/people/user/find.ts'
import { listApplications } from '#domain/tenancy/application/find.ts'
import { parseJwt } from '#platform/crypto/jwt.ts'
import { managementToken, type Person, registerPerson, send } from '../../kit/people.ts'
import { pictures } from '../../kit/pictures.ts'
import { type App, codeOf, signIn as signInAt, tokenOf } from '../../kit/second-factor.ts'
import { addApplication, type Tenant } from '../../kit/tenant.ts'
import { accepted, refused, rest } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'
import { Browser } from '../../oidc/browser.ts'
import { forged, openThirdParty } from '../../walls/tokens.ts'

let world: World
let base: string
before(async () => {
  world = await newWorld()
  base = `/u/${world.tenant.application.identifier}`
})

interface Centre {
  browser: Browser
  csrf: string
  person: Person
}

async function readCsrf(browser: Browser, address = base): Promise<string> {
  const page = await (await browser.go(address)).text()
  const data = /<script type="application\/json" id="centre">(.*?)<\/script>/s.exec(page)?.[1]
  return (JSON.parse(data ?? assert.fail(`no user centre but ${page.slice(0, 300)}`)) as { csrf: string }).csrf
}

async function openCentre(person?: Person): Promise<Centre> {
  const who = person ?? (await registerPerson(world))
  const browser = new Browser(world)
  const arrived = await browser.signIn(base, who.username, who.password)
  assert.equal(arrived.pathname, base)
  return { browser, csrf: await readCsrf(browser), person: who }
}

async function post(
  { browser, csrf }: Centre,
  action: string,
  body: unknown = {},
  headers: Record<string, string> = {},
) {
  const answer = await browser.go(`${base}/actions/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-menshen-csrf': csrf, 'x-authing-lang': 'en-US', ...headers },
    body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body),
  })
  const { code, message, data } = (await answer.json()) as {
    code: number
    message: string
    data: Record<string, never>
  }
  return { code, message, data, status: answer.status, door: 'hosted page' as const }
}

test('whoever is not signed in signs in first, and comes back to the section they asked for', async () => {
  const { username, password } = await registerPerson(world)
  const browser = new Browser(world)
  const arrived = await browser.signIn(`${base}/security`, username, password)
  assert.equal(arrived.pathname, `${base}/security`)
  const page = await browser.go(arrived.href)
  assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'.*frame-ancestors 'none'/)
  assert.equal(page.headers.get('cache-control'), 'no-store')
  const bare = await browser.go('/u')
  assert.equal(bare.headers.get('location'), base)
})

test('the code of that sign-in can be redeemed by nobody', async () => {
  const { username, password } = await registerPerson(world)
  const browser = new Browser(world)
  const page = await browser.open(base)
  const { data } = await browser.act(page, 'sign-in', { account: username, password })
  let answer = await browser.go(data.location)
  while (!answer.headers.get('location')?.includes('~signed-in'))
    answer = await browser.go(answer.headers.get('location') ?? '')
  const landing = new URL(answer.headers.get('location') ?? '')
  const { id, secret } = world.tenant.application
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    code: landing.searchParams.get('code') ?? assert.fail('no code'),
    redirect_uri: landing.origin + landing.pathname,
    client_id: id,
    client_secret: secret,
  })
  for (const verifier of [null, 'x'.repeat(43)]) {
    if (verifier) form.set('code_verifier', verifier)
    const redeemed = await fetch(`${world.origin}/oidc/token`, { method: 'POST', body: form })
    assert.deepEqual([redeemed.status, ((await redeemed.json()) as { error: string }).error], [400, 'invalid_grant'])
  }
})

test('the way back is open to applications of the house, under the address that was asked, and to no other', async () => {
  const { domain } = world.app
  const stranger = await addApplication(domain, world.tenant.pool, {
    identifier: 'centre-stranger',
    redirectUris: ['https://elsewhere.example/callback'],
    settings: { firstParty: false },
  })
  const ask = async (clientId: string, redirectUri: string) => {
    const query = new URLSearchParams({
      client_id: clientId,
      response_type: 'code',
      scope: 'openid',
      redirect_uri: redirectUri,
    })
    return fetch(`${world.origin}/oidc/auth?${query}`, { redirect: 'manual' })
  }
  const own = world.tenant.application.id
  assert.equal((await ask(own, `${world.origin}/u/~signed-in`)).status, 303)
  for (const [id, uri] of [
    [stranger.id, `${world.origin}/u/~signed-in`],
    [own, 'https://elsewhere.example/u/~signed-in'],
    [own, `${world.origin}/u/~signed-in/`],
    [own, `${world.origin}/u/~signed-in?x=1`],
    [own, `${world.origin.replace('127.0.0.1', 'other.localhost')}/u/~signed-in`],
  ] as const) {
    const answer = await ask(id, uri)
    assert.equal(answer.status, 400, `${id} ${uri}`)
    assert.equal(answer.headers.get('location'), null)
  }
  assert.equal((await fetch(`${world.origin}/u/centre-stranger`)).status, 404)
})

test('a landing that nobody began, or whose person turned back, goes nowhere', async () => {
  for (const query of [
    '',
    '?state=x',
    `?state=${base.slice(3)}.security`,
    '?state=a.b&error=access_denied',
    '?state=//evil.example.profile',
  ])
    assert.equal((await fetch(`${world.origin}/u/~signed-in${query}`, { redirect: 'manual' })).status, 400, query)
  for (const path of ['/u/nobody', `${base}/nothing`, `${base}/%00`, '/u/..%2fdocs', `${base}/sign-in-again?section=x`])
    assert.equal((await fetch(world.origin + path, { redirect: 'manual' })).status, 404, path)
})

test('what does not come from the page of this session is refused, and changes nothing', async () => {
  const centre = await openCentre()
  const write = { nickname: 'Eve' }
  const elsewhere = await openCentre()
  const evil = { origin: 'https://evil.example' }
  refused(await post({ ...centre, csrf: '' }, 'save-profile', write), 1001)
  refused(await post({ ...centre, csrf: elsewhere.csrf }, 'save-profile', write), 1001)
  refused(await post(centre, 'save-profile', write, evil), 1001)
  refused(await post(centre, 'save-profile', write, { 'sec-fetch-site': 'cross-site' }), 1001)
  refused(await post(centre, 'save-profile', write, { 'content-type': 'text/plain' }), 415)
  refused(await post(centre, 'save-profile', write, { 'content-type': 'application/x-www-form-urlencoded' }), 415)
  refused(await post(centre, 'save-photo', pictures.png, { 'content-type': 'image/png', ...evil }), 1001)
  const { person } = (await post(centre, 'profile')).data as unknown as {
    person: { profile: { nickname: string }; photo: unknown }
  }
  assert.deepEqual([person.profile.nickname, person.photo], ['', null])
})

test('without a session there is nothing to do: 410, also after it was ended elsewhere', async () => {
  const centre = await openCentre()
  assert.equal((await post({ ...centre, browser: new Browser(world) }, 'profile')).status, 410)
  const other = await openCentre(centre.person)
  assert.equal(accepted<{ ended: number }>(await post(other, 'end-other-sessions')).ended >= 1, true)
  assert.equal((await post(centre, 'save-profile', { nickname: 'late' })).status, 410)
  assert.match((await centre.browser.go(base)).headers.get('location') ?? '', /\/oidc\/auth\?/)
})

test('a session of one pool opens no page of another', async () => {
  const centre = await openCentre()
  const far: Tenant = await world.addTenant('far')
  const { identifier } = await addApplication(world.app.domain, far.pool, {
    identifier: 'far-centre',
    redirectUris: ['https://far.example/callback'],
  })
  assert.match((await centre.browser.go(`/u/${identifier}`)).headers.get('location') ?? '', /\/oidc\/auth\?/)
  const answer = await centre.browser.go(`/u/${identifier}/actions/export`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-menshen-csrf': centre.csrf },
    body: '{}',
  })
  assert.equal(answer.status, 410)
})

test('other people’s ids are nobody’s here', async () => {
  const [mine, theirs] = [await openCentre(), await openCentre()]
  const told = accepted<{ sessions: { id: string }[]; devices: { id: string }[] }>(await post(theirs, 'sessions'))
  refused(await post(mine, 'end-session', { id: told.sessions[0]?.id }), 404)
  refused(await post(mine, 'forget-device', { id: told.devices[0]?.id }), 404)
  refused(await post(mine, 'passkey-rename', { id: 'x', name: 'y' }), 6123)
  refused(await post(mine, 'passkey-remove', { id: 'x' }), 6123)
  refused(await post(mine, 'unlink', { provider: 'github' }), 2216)
  const after = accepted<{ sessions: unknown[]; devices: unknown[] }>(await post(theirs, 'sessions'))
  assert.deepEqual([after.sessions.length, after.devices.length], [told.sessions.length, told.devices.length])
})

test('accounts elsewhere are shown without their tokens, and unlinked one by one', async () => {
  const centre = await openCentre()
  const speaking = { tenant: world.tenant, token: await managementToken(world) }
  const userId = centre.person.id
  for (const identity of [
    { identifier: 'github', userIdInIdp: `gh-${userId}`, isSocial: true },
    { identifier: 'corp', userIdInIdp: `corp-${userId}`, extIdpId: 'corp-source', isSocial: false },
  ])
    accepted(await rest(world.origin, 'POST', '/api/v2/users/identity/link', { userId, ...identity }, speaking))
  const linked = async () => {
    const told = accepted<{ linked: { provider: string; account: string }[] }>(await post(centre, 'linked'))
    assert.doesNotMatch(JSON.stringify(told), /token|sealed/i)
    return told.linked.map(({ provider }) => provider).sort()
  }
  assert.deepEqual(await linked(), ['corp', 'github'])
  accepted(await post(centre, 'unlink', { provider: 'github' }))
  assert.deepEqual(await linked(), ['corp'])
  accepted(await post(centre, 'unlink-source', { extIdpId: 'corp-source' }))
  assert.deepEqual(await linked(), [])
})

test('administrative fields of a profile are not taken, whatever the page sends', async () => {
  const centre = await openCentre()
  const body = { nickname: 'Mei', blocked: 'true', email: 'x@example.com', id: 'x', birthdate: '1990-01-02' }
  accepted(await post(centre, 'save-profile', body))
  const me = accepted<{ nickname: string; email: unknown; blocked: unknown }>(
    await send(world, 'user', {}, { token: centre.person.token }),
  )
  assert.deepEqual([me.nickname, me.email, me.blocked], ['Mei', null, false])
  const wrong = await post(centre, 'save-profile', { birthdate: 'yesterday' })
  refused(wrong, 400)
})

test('what people call themselves stays text on the page', async () => {
  const centre = await openCentre()
  const nickname = '</script><script>alert(1)</script><!--'
  accepted(await post(centre, 'save-profile', { nickname }))
  const page = await (await centre.browser.go(base)).text()
  assert.ok(page.includes('alert(1)') && !page.includes('<script>alert(1)') && !page.includes('<!--'))
})

test('a picture is looked into, not believed by its type, and no larger than the server takes', async () => {
  const centre = await openCentre()
  const as = (type: string) => ({ 'content-type': type })
  refused(await post(centre, 'save-photo', Buffer.from('<svg onload="alert(1)"/>'), as('image/png')), 400)
  refused(await post(centre, 'save-photo', Buffer.from('<svg onload="alert(1)"/>'), as('image/svg+xml')), 400)
  refused(await post(centre, 'save-photo', Buffer.alloc(2_097_153), as('image/png')), 413)
  refused(await post(centre, 'save-photo', {}), 400)
  const { person } = accepted<{ person: { photo: string } }>(
    await post(centre, 'save-photo', pictures.png, as('image/png')),
  )
  assert.match(person.photo, /\/files\/.+\.png$/)
  assert.equal((await fetch(person.photo)).headers.get('content-type'), 'image/png')
})

test('a picture from here is its person’s: strangers’ uploads from the same address do not count against it', async () => {
  const centre = await openCentre()
  const upload = async () => {
    const body = new FormData()
    body.append('file', new Blob([new Uint8Array(pictures.png)], { type: 'image/png' }), 'a.png')
    const headers = { 'x-authing-app-id': world.tenant.application.id }
    const answer = await fetch(`${world.origin}/api/v2/upload?folder=avatar`, { method: 'POST', headers, body })
    return ((await answer.json()) as { code: number }).code
  }
  let code = 200
  for (let count = 0; count < 12 && code === 200; count++) code = await upload()
  assert.equal(code, 429)
  const save = () => post(centre, 'save-photo', pictures.png, { 'content-type': 'image/png' })
  for (let count = 0; count < 10; count++) accepted(await save())
  refused(await save(), 429)
})

test('whoever signed in on our page for an application of others is signed in to their account; what that application holds is not', async () => {
  const { username, password, id } = await registerPerson(world)
  const third = await openThirdParty(world)
  const asked = {
    client_id: third.id,
    redirect_uri: third.redirectUris[0] ?? '',
    response_type: 'code',
    scope: 'openid',
  }
  const browser = new Browser(world)
  const page = await browser.open(`/oidc/auth?${new URLSearchParams(asked)}`)
  const { data } = await browser.act(page, 'sign-in', { account: username, password })
  const consent = await browser.open(data.location)
  assert.equal(consent.screen, 'consent')
  const centre = { browser, csrf: await readCsrf(browser), person: { id } as Person }
  const { person } = accepted<{ person: { id: string } }>(await post(centre, 'profile'))
  assert.equal(person.id, id)
  const sessions = await world.database.pool.query('SELECT id, application_id FROM session WHERE user_id = $1', [id])
  const opened = sessions.rows.find((row) => row.application_id === third.id)
  const token = forged(third, { sub: id, sid: opened?.id ?? assert.fail() })
  refused(await send(world, 'user', {}, { token }), 1001)
})

test('codes and passwords are as wrong here as anywhere, in the language of the page', async () => {
  const centre = await openCentre()
  const change = { oldPassword: 'not this one', password: 'another horse' }
  const outcome = await post(centre, 'change-password', change)
  refused(outcome, 2203)
  assert.equal(outcome.message, say(2203, 'en-US'))
  assert.equal(
    (await post(centre, 'change-password', change, { 'x-authing-lang': 'zh-CN' })).message,
    say(2203, 'zh-CN'),
  )
  refused(await post(centre, 'bind-contact', { kind: 'email', address: 'a@example.com', code: '000000' }), 2001)
  refused(await post(centre, 'bind-contact', { kind: 'fax', address: '1', code: '1' }), 400)
  refused(await post(centre, 'send-old-code', { kind: 'email' }), 2219)
  refused(await post(centre, 'send-old-code', { kind: 'phone' }), 2216)
  refused(await post(centre, 'app-confirm', { code: '123456' }), 6003)
  refused(await post(centre, 'delete-account', { password: 'not this one' }), 2006)
})

test('a lost recovery code is replaced by another, and the old one is void', async () => {
  const centre = await openCentre()
  refused(await post(centre, 'app-recovery'), 6003)
  const { secret, recoveryCode } = accepted<App>(await post(centre, 'app-begin'))
  accepted(await post(centre, 'app-confirm', { code: codeOf(world, { secret }) }))
  const made = await Promise.all([post(centre, 'app-recovery'), post(centre, 'app-recovery')])
  const codes = made.filter(({ code }) => code === 200).map(({ data }) => String(data.recoveryCode))
  const newest = accepted<App>(await post(centre, 'app-recovery')).recoveryCode
  const recover = async (code: string) => {
    const token = tokenOf(await signInAt(world, centre.person))
    return rest(
      world.origin,
      'POST',
      '/api/v2/mfa/totp/recovery',
      { recoveryCode: code },
      { tenant: world.tenant, token },
    )
  }
  for (const spent of [recoveryCode, ...codes]) refused(await recover(spent), 6002)
  assert.match(newest, /^([0-9a-f]{4}-){5}[0-9a-f]{4}$/)
  accepted(await recover(newest))
})

test('an account is deleted by a fresh sign-in, and by an old one only with the password', async () => {
  const centre = await openCentre()
  world.passSeconds(16 * 60)
  refused(await post(centre, 'delete-account'), 6127)
  refused(await post(centre, 'passkey-options', {}, {}), 6127)
  accepted(await post(centre, 'delete-account', { password: centre.person.password }))
  assert.equal((await post(centre, 'profile')).status, 410)
  assert.match((await centre.browser.go(base)).headers.get('location') ?? '', /\/oidc\/auth\?/)
})

test('signing out ends the session, whatever the browser keeps of it', async () => {
  const centre = await openCentre()
  const before = await centre.browser.go(base)
  assert.equal(before.status, 200)
  const watching = await openCentre(centre.person)
  const count = async () => accepted<{ sessions: unknown[] }>(await post(watching, 'sessions')).sessions.length
  const live = await count()
  const { location } = accepted<{ location: string }>(await post(centre, 'sign-out'))
  assert.equal(location, `${base}/signed-out`)
  assert.match(await (await centre.browser.go(location)).text(), /You are signed out|你已退出登录/)
  assert.equal(await count(), live - 1)
  assert.match((await centre.browser.go(base)).headers.get('location') ?? '', /\/oidc\/auth\?/)
})

test('fields of a profile are what they say they are', async () => {
  const centre = await openCentre()
  const wrong = { website: 'javascript:alert(1)', locale: 'klingon', zoneinfo: 'nowhere', birthdate: 'soon' }
  for (const [field, value] of Object.entries(wrong))
    refused(await post(centre, 'save-profile', { [field]: value }), 400)
  const sent = { website: 'example.com', locale: 'en_gb', zoneinfo: 'europe/london', gender: 'F', country: 'GB' }
  const { person } = accepted<{ person: { profile: Record<string, string> } }>(await post(centre, 'save-profile', sent))
  const { website, locale, zoneinfo, gender, country } = person.profile
  assert.deepEqual(
    [website, locale, zoneinfo, gender, country],
    ['https://example.com', 'en-GB', 'Europe/London', 'F', 'GB'],
  )
})

test('in the centre a session counts no longer than anywhere else: ended, or its person locked, it is refused at once', async () => {
  const token = await managementToken(world)
  const ways = {
    kicked: (id: string) => rest(world.origin, 'POST', '/api/v2/users/kick', { userIds: [id] }, { token }),
    locked: (id: string) => send(world, 'updateUser', { id, input: { blocked: true } }, { token }),
    gone: (id: string) => send(world, 'deleteUser', { id }, { token }),
  }
  for (const [how, end] of Object.entries(ways)) {
    const centre = await openCentre()
    accepted(await post(centre, 'profile'))
    accepted(await end(centre.person.id))
    for (const action of ['profile', 'sessions', 'save-profile'])
      assert.equal((await post(centre, action)).status, 410, `${how} ${action}`)
    const page = await centre.browser.go(base)
    assert.match(page.headers.get('location') ?? '', /\/oidc\/auth\?/, how)
  }
})

test('what a door knows of a browser is good for its own pool, and for what the session is good for', async () => {
  const { domain } = world.app
  const { id, token } = await registerPerson(world)
  const sessionId = String(parseJwt(token)?.claims.sid)
  const known = { userPoolId: world.tenant.pool.id, userId: id, sessionId }
  const other = await world.addTenant('known-elsewhere')
  const at = { client: { ip: '127.0.0.1', userAgent: null }, origin: world.origin }
  const ask = (hints: object) => domain.ask(getUser, { ...at, known, ...hints }, {})
  assert.equal((await ask({ applicationId: world.tenant.application.id }))?.id, id)
  assert.equal((await ask({}))?.id, id)
  const codeOfRefusal = (refusal: unknown) => (refusal as Refusal).code
  assert.equal(await ask({ applicationId: other.application.id }).catch(codeOfRefusal), 2036)
  const stranger = { ...known, userId: (await registerPerson(world)).id }
  assert.equal(await ask({ known: stranger }).catch(codeOfRefusal), 2206)
  assert.equal(await ask({ known: { ...known, userPoolId: other.pool.id } }).catch(codeOfRefusal), 2206)
  assert.equal(await domain.ask(listApplications, { ...at, known }, {}).catch(codeOfRefusal), 1001)
  world.passSeconds(301)
  const over = domain.call(unlinkOwnSource, { ...at, known }, { extIdpId: 'x' }).catch(codeOfRefusal)
  assert.equal(await over, 6127)
})
