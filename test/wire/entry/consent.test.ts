// What people agreed to tell applications of others: listed and taken back by an operation and in the user centre.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, type Person, registerPerson } from '../../kit/people.ts'
import { ask } from '../../kit/rest.ts'
import { accepted, refused, rest } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'
import { Browser } from '../../oidc/browser.ts'

let world: World
let stranger: { id: string; name: string }
const callback = 'http://127.0.0.1:9/callback'
before(async () => {
  world = await newWorld()
  const body = { name: 'Stranger', identifier: 'stranger', firstParty: false, redirectUris: [callback] }
  const speaking = { tenant: world.tenant, token: await managementToken(world) }
  stranger = accepted(await rest(world.origin, 'POST', '/api/v2/applications', body, speaking))
})

const authorize = () =>
  `/oidc/auth?${new URLSearchParams({
    client_id: stranger.id,
    redirect_uri: callback,
    response_type: 'code',
    scope: 'openid email',
  })}`

/** Lets the application know what it asks for. */
async function agree(browser: Browser, { username, password }: Person): Promise<void> {
  const page = await browser.open(authorize())
  const { data } = await browser.act(page, 'sign-in', { account: username, password })
  const consent = await browser.open(data.location)
  await browser.follow((await browser.act(consent, 'consent', { accept: true })).data.location)
}

interface Listed {
  list: { appId: string; application: { name: string }; scopes: string[] }[]
}

test('a person lists and takes back what they agreed to, and nobody does it for them', async () => {
  const person = await registerPerson(world)
  const other = await registerPerson(world)
  const browser = new Browser(world)
  await agree(browser, person)
  const listed = async (token: string) =>
    accepted<Listed>(await ask(world, 'GET /api/v2/users/me/consents', { token })).list
  const [consent] = await listed(person.token)
  assert.deepEqual([consent?.appId, consent?.application.name], [stranger.id, 'Stranger'])
  assert.deepEqual(consent?.scopes.sort(), ['email', 'openid'])
  assert.deepEqual(await listed(other.token), [])
  refused(await ask(world, 'GET /api/v2/users/me/consents'), 2020)
  const withdraw = `DELETE /api/v2/users/me/consents/${stranger.id}`
  refused(await ask(world, withdraw), 2020)
  accepted(await ask(world, withdraw, { token: other.token }))
  assert.equal((await listed(person.token)).length, 1)
  accepted(await ask(world, withdraw, { token: person.token }))
  assert.deepEqual(await listed(person.token), [])
  assert.equal((await browser.open(authorize())).screen, 'consent')
})

test('nobody says yes in the place of who was asked: another person in the same browser, or nobody any more', async () => {
  const [asked, next] = [await registerPerson(world), await registerPerson(world)]
  const listed = async (token: string) =>
    accepted<Listed>(await ask(world, 'GET /api/v2/users/me/consents', { token })).list
  const own = `/oidc/auth?${new URLSearchParams({
    client_id: world.tenant.application.id,
    redirect_uri: world.tenant.application.redirectUris[0] ?? '',
    response_type: 'code',
    scope: 'openid',
  })}`
  const leaving = async (browser: Browser) => {
    const page = await (await browser.go(`/oidc/session/end?client_id=${stranger.id}`)).text()
    const action = /action="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? assert.fail(page)
    const xsrf = /name="xsrf" value="(\w+)"/.exec(page)?.[1] ?? assert.fail(page)
    await browser.go(action, { method: 'POST', body: new URLSearchParams({ xsrf, logout: 'yes' }) })
  }
  for (const after of ['nobody', 'another'] as const) {
    const browser = new Browser(world)
    const page = await browser.open(authorize())
    const { data } = await browser.act(page, 'sign-in', { account: asked.username, password: asked.password })
    const consent = await browser.open(data.location)
    await leaving(browser)
    if (after === 'another') await browser.signIn(own, next.username, next.password)
    const answer = await browser.act(consent, 'consent', { accept: true })
    assert.notEqual(answer.code, 200, after)
    assert.deepEqual([await listed(asked.token), await listed(next.token)], [[], []], after)
  }
})

test('saying yes and taking it back stand in the log of people, each once, with the application and where from', async () => {
  const person = await registerPerson(world)
  const browser = new Browser(world)
  await agree(browser, person)
  // Asked again for what was agreed to, there is nothing to say yes to.
  await browser.follow(authorize())
  const withdraw = `DELETE /api/v2/users/me/consents/${stranger.id}`
  for (const _twice of [1, 2]) accepted(await ask(world, withdraw, { token: person.token }))
  await world.app.relay.catchUp()
  const log = `GET /api/v2/analysis/user-action?userId=${person.id}`
  type Entry = { operation_name: string; operation_desc: string; app: { name: string } | null; clientip: string }
  const { list } = accepted<{ list: Entry[] }>(
    await ask(world, log, { token: await managementToken(world), lang: 'en-US' }),
  )
  const said = list.filter(({ operation_name: name }) => /consent/i.test(name))
  assert.deepEqual(
    said
      .map(({ operation_name, operation_desc, app, clientip }) => [operation_name, operation_desc, app?.name, clientip])
      .sort(),
    [
      ['giveConsent', 'Allow application', 'Stranger', '127.0.0.1'],
      ['withdrawConsent', 'Withdraw consent', 'Stranger', '127.0.0.1'],
    ],
  )
})

test('the user centre shows it and takes it back', async () => {
  const person = await registerPerson(world)
  const browser = new Browser(world)
  const base = `/u/${world.tenant.application.identifier}`
  await browser.signIn(base, person.username, person.password)
  const asked = await browser.open(authorize())
  await browser.follow((await browser.act(asked, 'consent', { accept: true })).data.location)
  const { csrf } = await browser.open(`${base}/consents`)
  const act = async (action: string, body: object = {}) => {
    const headers = { 'content-type': 'application/json', 'x-menshen-csrf': csrf, 'accept-language': 'en' }
    const answer = await browser.go(`${base}/actions/${action}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    return ((await answer.json()) as { data: { consents: { id: string; name: string; scopes: { name: string }[] }[] } })
      .data
  }
  const [consent] = (await act('consents')).consents
  assert.deepEqual([consent?.id, consent?.name], [stranger.id, 'Stranger'])
  assert.deepEqual(consent?.scopes.map(({ name }) => name).sort(), ['email', 'openid'])
  await act('withdraw-consent', { id: stranger.id })
  assert.deepEqual((await act('consents')).consents, [])
  assert.equal((await browser.open(authorize())).screen, 'consent')
})
