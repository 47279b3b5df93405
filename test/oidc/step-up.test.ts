// A request that asks how sure we are of the person (`acr`): the second factor, or the answer that it cannot be had.
import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { decodeJwt } from 'jose'
import type { Application, ApplicationSettings } from '#domain/tenancy/application/application.ts'
import { type Person, registerPerson } from '../kit/people.ts'
import { codeOf, enrol, personWithApp, setMfa } from '../kit/second-factor.ts'
import { addApplication } from '../kit/tenant.ts'
import { newWorld, type World } from '../kit/world.ts'
import { Browser } from './browser.ts'
import { authorizeAddress, redeem, refresh } from './client.ts'
import { callback, type House } from './house.ts'

let world: World
let shop: Application
let house: House
const person = () => registerPerson(world)
before(async () => {
  world = await newWorld()
  await setMfa(world, { policy: 'off' })
  house = { ...world, issuer: `${world.origin}/oidc` } as unknown as House
  shop = await open('step-up-shop')
})

const open = (identifier: string, settings: Partial<ApplicationSettings> = {}) =>
  addApplication(world.app.domain, world.tenant.pool, { identifier, redirectUris: [callback], settings })

const essential = (...values: string[]) => ({
  claims: JSON.stringify({ id_token: { acr: { essential: true, values } }, userinfo: { name: null } }),
})

async function inside({ username, password }: Pick<Person, 'username' | 'password'>): Promise<Browser> {
  const browser = new Browser(world)
  const back = await browser.signIn(authorizeAddress(house, shop), username, password)
  assert.ok(back.searchParams.get('code'))
  return browser
}

async function back(browser: Browser, more: Record<string, string>, at = shop): Promise<URLSearchParams> {
  const answer = await browser.follow(authorizeAddress(house, at, more))
  return new URL(answer.headers.get('location') ?? assert.fail(`no way back but ${answer.url}`)).searchParams
}

async function tokensOf(found: URLSearchParams, at = shop) {
  const { body } = await redeem(house, at, found.get('code') ?? assert.fail(`${found}`))
  return body as { id_token: string; access_token: string; refresh_token?: string }
}

const idOf = async (found: URLSearchParams) => decodeJwt((await tokensOf(found)).id_token)

interface Asked {
  code: number
  data: { mfaToken: string; location: string }
}

/** Shows the second factor on the page of a request; answers where the application is called back. */
async function stepUp(
  browser: Browser,
  owner: Awaited<ReturnType<typeof personWithApp>>,
  more: Record<string, string>,
  at = shop,
): Promise<URLSearchParams> {
  const page = await browser.open(authorizeAddress(house, at, more))
  assert.equal(page.screen, 'second-factor')
  const begun = (await browser.act(page, 'mfa-begin', {})) as unknown as Asked
  assert.equal(begun.code, 1636)
  const shown = { mfaToken: begun.data.mfaToken, code: codeOf(world, owner.app) }
  let { data } = await browser.act(page, 'mfa-totp', shown)
  if (more.prompt === 'consent') {
    const consent = await browser.open(data.location)
    data = (await browser.act(consent, 'consent', { accept: true })).data
  }
  const answer = await browser.follow(data.location)
  return new URL(answer.headers.get('location') ?? '').searchParams
}

suite('who has a second factor', () => {
  test('shows it where it is wished for or essential, once, and the tokens say so', async () => {
    const owner = await personWithApp(world)
    const browser = await inside(owner)
    assert.equal((await idOf(await back(browser, {}))).acr, '1')
    const { acr, amr } = await idOf(await stepUp(browser, owner, { acr_values: '2' }))
    assert.deepEqual([acr, amr], ['2', ['pwd', 'otp', 'mfa']])
    assert.equal((await idOf(await back(browser, { acr_values: '2' }))).acr, '2')
    const other = await personWithApp(world)
    const answer = await stepUp(await inside(other), other, essential('urn:example:gold', '2'))
    assert.equal((await idOf(answer)).acr, '2')
  })

  test('signs in first where nobody is, and shows it then', async () => {
    const owner = await personWithApp(world)
    const browser = new Browser(world)
    const page = await browser.open(authorizeAddress(house, shop, essential('2')))
    const { data } = await browser.act(page, 'sign-in', { account: owner.username, password: owner.password })
    const second = await browser.open(data.location)
    assert.equal(second.screen, 'second-factor')
    const { mfaToken } = ((await browser.act(second, 'mfa-begin', {})) as unknown as Asked).data
    const shown = await browser.act(second, 'mfa-totp', { mfaToken, code: codeOf(world, owner.app) })
    const answer = await browser.follow(shown.data.location)
    assert.equal((await idOf(new URL(answer.headers.get('location') ?? '').searchParams)).acr, '2')
  })

  test('is asked nothing with prompt=none: a wish gets less, an essential one login_required', async () => {
    const browser = await inside(await personWithApp(world))
    assert.equal((await idOf(await back(browser, { acr_values: '2', prompt: 'none' }))).acr, '1')
    assert.equal((await back(browser, { ...essential('2'), prompt: 'none' })).get('error'), 'login_required')
  })

  test('has shown the one that they set up in this very session', async () => {
    const browser = await inside(await person())
    const { id_token: token } = await tokensOf(await back(browser, {}))
    await enrol(world, token, { ...world.tenant, application: shop })
    const { acr, amr } = await idOf(await back(browser, essential('2')))
    assert.deepEqual([acr, amr], ['2', ['pwd', 'otp', 'mfa']])
  })

  test('is told to have shown one where only one was asked for', async () => {
    const owner = await personWithApp(world)
    const browser = await inside(owner)
    await stepUp(browser, owner, { acr_values: '2' })
    assert.equal((await idOf(await back(browser, essential('1')))).acr, '1')
    assert.equal((await idOf(await back(browser, { acr_values: '1 2' }))).acr, '2')
  })
})

suite('who has none', () => {
  test('goes on with less where it was a wish, and not at all where it was essential', async () => {
    const browser = await inside(await person())
    assert.equal((await idOf(await back(browser, { acr_values: '2' }))).acr, '1')
    for (const asked of [essential('2'), { ...essential('2'), prompt: 'none' }]) {
      const refused = await back(browser, asked)
      assert.deepEqual(
        [refused.get('error'), refused.get('code'), refused.get('state'), refused.get('iss')],
        ['unmet_authentication_requirements', null, 'state', house.issuer],
      )
    }
  })

  test('nor does anybody where nothing that we know is essential, signed in or not', async () => {
    const one = { claims: JSON.stringify({ id_token: { acr: { essential: true, value: 'urn:example:gold' } } }) }
    for (const browser of [new Browser(world), await inside(await personWithApp(world))])
      assert.equal((await back(browser, one)).get('error'), 'unmet_authentication_requirements')
    assert.ok((await back(await inside(await person()), { acr_values: 'urn:example:gold' })).get('code'))
  })

  test('and what is no such wish is read as none', async () => {
    const browser = await inside(await person())
    for (const claims of [
      '{',
      'null',
      '[]',
      '{"id_token":null}',
      '{"id_token":{"acr":null}}',
      '{"id_token":{"acr":{"essential":true}}}',
    ])
      assert.ok((await back(browser, { claims })).get('code'), claims)
  })
})

suite('what tokens say of the sign-in', () => {
  test('is the same in the identity and the access token, and after refreshing', async () => {
    const owner = await personWithApp(world)
    const browser = await inside(owner)
    const asked = { acr_values: '2', scope: 'openid offline_access', prompt: 'consent' }
    const tokens = await tokensOf(await stepUp(browser, owner, asked))
    const said = (token: string) => {
      const { auth_time, acr, amr } = decodeJwt(token)
      return { auth_time, acr, amr }
    }
    const first = said(tokens.id_token)
    assert.deepEqual([first.acr, first.amr, typeof first.auth_time], ['2', ['pwd', 'otp', 'mfa'], 'number'])
    assert.deepEqual(said(tokens.access_token), first)
    // Somebody signs in anew in the same browser: what was given before still says when that was.
    await world.database.pool.query(
      `UPDATE oidc_artifact SET payload = payload || '{"loginTs": 1}' WHERE kind = 'Session' AND account_id = $1`,
      [owner.id],
    )
    for (let turn = 0; turn < 2; turn++) {
      const { body } = await refresh(house, shop, tokens.refresh_token)
      assert.deepEqual(said(body.id_token ?? ''), first)
      assert.deepEqual(said(body.access_token ?? ''), first)
    }
  })

  test('is not the machine’s to say', async () => {
    const machine = await open('step-up-machine', { grantTypes: ['client_credentials'] })
    const form = { grant_type: 'client_credentials', client_id: machine.id, client_secret: machine.secret }
    const answer = await fetch(`${house.issuer}/token`, { method: 'POST', body: new URLSearchParams(form) })
    const { access_token: token } = (await answer.json()) as { access_token: string }
    const { acr, amr, auth_time: at } = decodeJwt(token)
    assert.deepEqual([acr, amr, at], [undefined, undefined, undefined])
  })

  test('is published', async () => {
    const answer = await fetch(`${house.issuer}/.well-known/openid-configuration`)
    const { acr_values_supported: values } = (await answer.json()) as { acr_values_supported: string[] }
    assert.deepEqual(values, ['1', '2'])
  })
})

suite('a response mode that there is none of', () => {
  test('is invalid_request, sent where answers go, and on a page where none may', async () => {
    const browser = await inside(await person())
    for (const mode of ['banana', 'web_message', 'query.jwt', 'Query']) {
      const answer = await back(browser, { response_mode: mode })
      assert.deepEqual([answer.get('error'), answer.get('state')], ['invalid_request', 'state'], mode)
    }
    const elsewhere = authorizeAddress(house, shop, { response_mode: 'banana', redirect_uri: 'https://evil.example/' })
    const page = await browser.go(elsewhere)
    assert.deepEqual([page.status, page.headers.get('location')], [400, null])
    const twice = await browser.go(`${authorizeAddress(house, shop, { response_mode: 'query' })}&response_mode=banana`)
    assert.match(twice.headers.get('location') ?? '', /error=invalid_request/)
  })
})
