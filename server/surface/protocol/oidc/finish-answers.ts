import type { KoaContextWithOIDC, Provider } from 'oidc-provider'
import { isUnavailable } from '#platform/database/failure.ts'
import { correctAnswer } from './correct-answers.ts'
import { currentScope, type PendingChanges } from './scope.ts'

/** For the few pages that the engine writes itself; it adds the hash of its own script. Ours bring their own policy. */
const enginePolicy = "default-src 'none'; script-src 'self'; frame-ancestors 'none'; base-uri 'none'"

/** Beside every answer, by name in lower case. */
export function answerHeaders(secure: boolean): Record<string, string> {
  return secure ? secureHeaders : plainHeaders
}

const plainHeaders = {
  'content-security-policy': enginePolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}
const secureHeaders = { ...plainHeaders, 'strict-transport-security': 'max-age=31536000' }

/** What happens between the engine's answer and its sending: the writes of the request, and headers. */
export function finishAnswers(provider: Provider, flush: (pending: PendingChanges) => Promise<void>): void {
  const failures = new WeakMap<object, unknown>()
  provider.on('server_error', (ctx, error) => void failures.set(ctx, error))
  provider.use(async (ctx: KoaContextWithOIDC, next) => {
    ctx.set('Content-Security-Policy', enginePolicy)
    await next()
    const pending = currentScope()?.pending
    if (pending) await flush(pending).catch((error) => takeBack(provider, ctx, error))
    if (isUnavailable(failures.get(ctx))) askBackLater(ctx)
    correctAnswer(ctx)
    // Short enough for a new key to be known everywhere before it signs.
    if (ctx.path.startsWith('/.well-known/') && ctx.status === 200) ctx.set('Cache-Control', 'public, max-age=600')
    const { 'content-security-policy': _first, ...last } = answerHeaders(ctx.secure)
    ctx.set(last)
  })
}

/** An answer whose code or session was not kept must not be sent. */
function takeBack(provider: Provider, ctx: KoaContextWithOIDC, error: Error): void {
  ctx.remove('Location')
  ctx.remove('Set-Cookie')
  ctx.status = 500
  ctx.body = { error: 'server_error' }
  provider.emit('server_error', ctx, error)
}

/** The database is away. A page stays a page, and an answer that is on its way to the application goes there. */
function askBackLater(ctx: KoaContextWithOIDC): void {
  if (ctx.status < 500) return
  const { body } = ctx
  ctx.status = 503
  ctx.body = typeof body === 'string' ? body : { error: 'temporarily_unavailable' }
  ctx.set('Retry-After', '1')
}
