import type { IncomingMessage } from 'node:http'
import { parse } from 'node:querystring'
import { say } from '@menshen/contract/errors'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { BrowserSessions, EntryProtocol } from '#domain/entry/in-progress/protocol.ts'
import { enginePortOf } from '#domain/entry/oidc-artifact/engine-port.ts'
import type { TokenIssuer } from '#domain/entry/token-set/token-set.ts'
import type { Door } from '../../door.ts'
import { failureOf } from '../../request/failure.ts'
import { type Resolved, resolve } from '../../request/resolved.ts'
import type { Browser, Screens } from '../../sign-in-page.ts'
import { adaptPrompt } from './adapt-prompt.ts'
import { flush } from './adapter.ts'
import { addressParts } from './address-parts.ts'
import { adaptMode } from './answer-mode.ts'
import { asForm, hasNul } from './as-form.ts'
import { adaptAcr } from './asked-acr.ts'
import { type Bound, createRequestBounds } from './bound-requests.ts'
import { serveBrowserSession } from './browser-session.ts'
import { createCurrentEngine } from './current-engine.ts'
import type { Models } from './engine-types.ts'
import { createFastPaths } from './fast/fast-paths.ts'
import { toQuery, withHint } from './hide-hint.ts'
import { serveInteractions } from './interactions.ts'
import { inOneSpelling, metadata } from './one-spelling.ts'
import { inScope, issuerAt, mountPath, noPending, type RequestScope } from './scope.ts'
import { takeFromAddress } from './token-in-address.ts'
import { serveTokenSets } from './token-sets.ts'
import { findUserPool } from './user-pool-of.ts'

export type OidcDoor = Door & {
  screens: Screens
  /** Off: the engine answers everything itself. */
  fastPaths?: boolean
}

/** How people enter by this door, and what browsers keep of having entered. */
export interface OidcEntrance {
  protocol: EntryProtocol<Browser>
  browsers: BrowserSessions<Browser>
  /** Makes tokens for who signs in elsewhere. */
  tokens: TokenIssuer<Browser>
}

/** Serves `/oidc/*`. */
export async function mountOidc(app: FastifyInstance, door: OidcDoor): Promise<OidcEntrance> {
  const port = enginePortOf(door.domain)
  const { cached, seal, clock } = port
  const engine = createCurrentEngine({ ...door, port })
  const { artifacts, tokens } = engine
  const parts = { cached, artifacts }
  const boundOf = createRequestBounds(clock)
  const answerFast = createFastPaths({
    get models() {
      return engine.provider() as unknown as Models
    },
    tokens,
    cached,
    now: clock,
  })

  async function scopeOf(request: FastifyRequest, path: string, pending: boolean, raw: IncomingMessage = request.raw) {
    const scope = newScope(resolve(request, door.addresses), pending)
    const { search } = addressParts(raw)
    const signs = { path, query: new URLSearchParams(search ?? ''), cookies: request.headers.cookie }
    // Only what people open in a browser has a session cookie.
    if (/^\/(auth|interaction|session)(\/|$)/.test(path)) await findUserPool(scope, signs, parts)
    return scope
  }

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const raw = adaptAuthorization(withHint(await takeFromAddress(inOneSpelling(request.raw), cached), seal, clock))
    const url = (raw.url ?? '').slice(mountPath.length)
    const path = url.split('?', 1)[0] ?? ''
    const body = typeof request.body === 'string' ? request.body : ''
    const refused = hasNul(url, body) ? malformed : boundOf(request, url, body)
    if (refused) return turnAway(reply, refused)
    const issuer = () => issuerAt(resolve(request, door.addresses).origin)
    if (door.fastPaths !== false && (await answerFast(raw, body, issuer, reply))) return
    if (path === '/token' && parse(body).resource !== undefined) return turnAway(reply, noResources)
    // The session cookie does not come with a form of another site; it does with the GET that follows a redirect.
    if (request.method === 'POST' && (path === '/auth' || path === '/session/end')) {
      await reply.redirect(`${mountPath}${path}?${toQuery(body, seal, clock)}`, 303)
      return
    }
    const scope = await scopeOf(request, path, true, raw)
    takeOver(reply)
    await inScope(scope, () => engine.callback()(asForm(raw, url, body), reply.raw))
  }

  await app.register(async (scope) => acceptForms(scope, door, answer))
  return {
    protocol: serveInteractions(engine.provider, scopeOf),
    browsers: serveBrowserSession(engine.provider, scopeOf, (pending) => flush(artifacts, pending)),
    tokens: serveTokenSets(engine.provider, port, scopeOf, (pending) => flush(artifacts, pending)),
  }
}

function newScope({ origin, client }: Resolved, pending: boolean): RequestScope {
  return {
    origin,
    client,
    userPoolId: null,
    sessionLifetime: null,
    pending: pending ? noPending() : null,
    seen: new Map(),
  }
}

/** From here on the engine writes the answer, with the headers that were set before. */
function takeOver(reply: FastifyReply): void {
  reply.hijack()
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value)
}

const malformed = { status: 400, error: 'invalid_request', description: 'request is invalid' } as const
const noResources = { status: 400, error: 'invalid_target', description: 'there are no resources to ask for' } as const

async function turnAway(reply: FastifyReply, { status, error, description }: Bound): Promise<void> {
  if (status === 429) void reply.header('retry-after', '60')
  await reply.code(status).send({ error, error_description: description })
}

/** An authorization request in parameters that the engine knows. */
const adaptAuthorization = (raw: IncomingMessage) => adaptMode(adaptAcr(adaptPrompt(raw)))

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<void>

/** Reads every body as text: which form it is, the engine finds out. */
function acceptForms(scope: FastifyInstance, { log }: OidcDoor, answer: Handler): void {
  scope.removeAllContentTypeParsers()
  const limits = { parseAs: 'string', bodyLimit: 64 * 1024 } as const
  scope.addContentTypeParser('*', limits, (_request, body, done) => done(null, body))
  scope.setErrorHandler(async (error, request, reply) => {
    const { refusal, unexpected, busy } = failureOf(error, request)
    if (unexpected) log.error({ err: error, requestId: request.id }, 'an OpenID Connect request failed')
    if (busy) return reply.code(503).header('retry-after', '1').send({ error: 'temporarily_unavailable' })
    if (refusal.status >= 500) return reply.code(500).send({ error: 'server_error' })
    return reply
      .code(refusal.status)
      .send({ error: 'invalid_request', error_description: say(refusal.code, 'en-US', refusal) })
  })
  scope.all(`${mountPath}/*`, answer)
  scope.all(metadata + mountPath, answer)
}
