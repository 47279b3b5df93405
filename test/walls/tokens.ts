// Whatever this server gives out that is no user token and no management token of the tenant, and so opens nothing here.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import type { Application } from '#domain/tenancy/application/application.ts'
import { managementToken, type Person, registerPerson } from '../kit/people.ts'
import { personWithApp, setMfa, signIn, tokenOf } from '../kit/second-factor.ts'
import { addApplication } from '../kit/tenant.ts'
import { rest } from '../kit/wire.ts'
import type { World } from '../kit/world.ts'
import { Browser } from '../oidc/browser.ts'
import { authorizeAddress, redeem, type Tokens } from '../oidc/client.ts'
import { callback, type House } from '../oidc/house.ts'

const houseOf = (world: World) => ({ ...world, issuer: `${world.origin}/oidc` }) as unknown as House

/** The tokens of somebody who signs in to an application in a browser and agrees to what it asks for. */
export async function tokensFrom(
  world: World,
  application: Application,
  person: Person,
  scope = 'openid profile email offline_access',
): Promise<Tokens> {
  const house = houseOf(world)
  const browser = new Browser(world)
  const page = await browser.open(authorizeAddress(house, application, { scope, prompt: 'consent' }))
  const next = await browser.act(page, 'sign-in', { account: person.username, password: person.password })
  const consent = await browser.open(next.data.location)
  const done = await browser.act(consent, 'consent', { accept: true })
  const back = await browser.follow(done.data.location)
  const code = new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? ''
  const { status, body } = await redeem(house, application, code)
  assert.equal(status, 200, JSON.stringify(body))
  return body as unknown as Tokens
}

/** By its algorithm: under HS256 it holds the very secret that its identity tokens are signed with. */
export async function openThirdParty(
  world: World,
  idTokenAlgorithm: 'HS256' | 'RS256' = 'HS256',
): Promise<Application> {
  const settings = {
    firstParty: false,
    idTokenAlgorithm,
    grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'] as never,
  }
  return addApplication(world.app.domain, world.tenant.pool, {
    identifier: `a-third-party-${idTokenAlgorithm.toLowerCase()}`,
    redirectUris: [callback],
    settings,
  })
}

const coded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A user token of the kind that we give out, written by somebody who knows an application's secret. */
export function forged(application: Application, claims: object): string {
  const now = Math.floor(Date.now() / 1000)
  const body = `${coded({ alg: 'HS256', typ: 'JWT' })}.${coded({ aud: application.id, iat: now, exp: now + 600, ...claims })}`
  return `${body}.${createHmac('sha256', application.secret).update(body).digest('base64url')}`
}

/** By what they are. Ends with the pool asking for second factors of those who have set one up. */
export async function strangeTokens(world: World): Promise<Record<string, string>> {
  const person = await registerPerson(world)
  const third = await openThirdParty(world)
  const tokens = await tokensFrom(world, third, person)
  const { sid, sub } = JSON.parse(Buffer.from(tokens.id_token.split('.')[1] ?? '', 'base64url').toString())
  const elsewhere = await world.addTenant('elsewhere')
  const wary = await personWithApp(world)
  await setMfa(world, { policy: 'optional' as never })
  const mfa = await signIn(world, wary)
  const shown = await rest(world.origin, 'POST', '/api/v2/qrcode/gene', { scene: 'APP_AUTH' }, { tenant: world.tenant })
  const credentials = { grant_type: 'client_credentials', client_id: third.id, client_secret: third.secret }
  const machine = await fetch(`${world.origin}/oidc/token`, { method: 'POST', body: new URLSearchParams(credentials) })
  return {
    'an access token of a third party': tokens.access_token,
    'an identity token of a third party': tokens.id_token,
    'a refresh token': tokens.refresh_token ?? '',
    'a user token made by a third party': forged(third, { sub, sid }),
    'a machine’s token': ((await machine.json()) as { access_token?: string }).access_token ?? 'none',
    'the random text of a code to scan': (shown.data as { random: string }).random,
    'an mfaToken': mfa.data ? tokenOf(mfa) : 'none',
    'a user token of another pool': (await registerPerson(world, { tenant: elsewhere })).token,
    'a management token of another pool': await managementToken(world, elsewhere),
    'the secret of an application': world.tenant.application.secret,
    'the secret of the pool': world.tenant.pool.secret,
    nothing: 'nothing.at.all',
  }
}
