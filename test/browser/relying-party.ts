import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as oidc from 'openid-client'
import type { Page } from 'playwright-core'
import type { Application, ApplicationSettings } from '#domain/tenancy/application/application.ts'
import { addApplication } from '../kit/tenant.ts'
import type { World } from '../kit/world.ts'

/** A small web application built on openid-client: a link to sign in, a page for who is signed in, a link to sign out. */
export interface RelyingParty {
  address: string
  application: Application
  config: oidc.Configuration
  /** Of the last sign-in. */
  tokens: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers
  close(): Promise<void>
}

export async function startRelyingParty(
  world: World,
  identifier: string,
  settings: Partial<ApplicationSettings> = {},
): Promise<RelyingParty> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const application = await addApplication(world.app.domain, world.tenant.pool, {
    identifier,
    redirectUris: [`${address}/callback`],
    logoutRedirectUris: [`${address}/`],
    settings: { idTokenAlgorithm: 'RS256', ...settings },
  })
  const config = await oidc.discovery(new URL(`${world.origin}/oidc`), application.id, application.secret, undefined, {
    execute: [oidc.allowInsecureRequests],
  })
  const party = {
    address,
    application,
    config,
    close: () => new Promise<void>((done) => server.close(() => done())),
  } as RelyingParty
  const pending = new Map<string, string>()
  server.on(
    'request',
    (request, response) => void answer(party, pending, request, response).catch((error) => fail(response, error)),
  )
  return party
}

async function answer(
  party: RelyingParty,
  pending: Map<string, string>,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const url = new URL(request.url ?? '/', party.address)
  if (url.pathname === '/login') return redirect(response, await authorization(party, pending, url.searchParams))
  if (url.pathname === '/callback') return redirect(response, await callback(party, pending, url))
  if (url.pathname === '/logout') return redirect(response, signOut(party))
  const name = party.tokens?.claims()?.sub
  response
    .setHeader('content-type', 'text/html')
    .end(
      `<title>${party.application.identifier}</title><h1 id="who">${name ?? 'nobody'}</h1><a href="/login">sign in</a> <a href="/logout">sign out</a>`,
    )
}

async function authorization(
  { address, config }: RelyingParty,
  pending: Map<string, string>,
  more: URLSearchParams,
): Promise<URL> {
  const verifier = oidc.randomPKCECodeVerifier()
  const state = oidc.randomState()
  pending.set(state, verifier)
  return oidc.buildAuthorizationUrl(config, {
    redirect_uri: `${address}/callback`,
    scope: 'openid profile email offline_access',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    ...Object.fromEntries(more),
  })
}

async function callback(party: RelyingParty, pending: Map<string, string>, url: URL): Promise<URL> {
  const state = url.searchParams.get('state') ?? ''
  party.tokens = await oidc.authorizationCodeGrant(party.config, url, {
    pkceCodeVerifier: pending.get(state) ?? '',
    expectedState: state,
    idTokenExpected: true,
  })
  return new URL('/', party.address)
}

function signOut({ address, config, tokens }: RelyingParty): URL {
  return oidc.buildEndSessionUrl(config, {
    id_token_hint: tokens.id_token ?? '',
    post_logout_redirect_uri: `${address}/`,
  })
}

function redirect(response: ServerResponse, to: URL): void {
  response.writeHead(302, { location: to.href }).end()
}

function fail(response: ServerResponse, error: Error): void {
  response.writeHead(500, { 'content-type': 'text/html' }).end(`<h1 id="failed">${error.message}</h1>`)
}

/** Whom an application greets, once the page has come back to it. */
export async function arrived(page: Page, { address }: RelyingParty): Promise<string | null> {
  await page.waitForURL(`${address}/`)
  return page.textContent('#who')
}
