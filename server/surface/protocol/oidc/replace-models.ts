import { errors, Provider } from 'oidc-provider'
import { parseJwt } from '#platform/crypto/jwt.ts'
import { newToken } from '#platform/crypto/random.ts'
import { type AccessTokens, accessTokenType } from './access-token.ts'
import { toldAcr } from './asked-acr.ts'
import type { ConsumableModel, IdTokenModel, ModelClass, Models, SessionModel, TokenModel } from './engine-types.ts'
import { currentScope, mountPath } from './scope.ts'

/** Replaces what the engine's models do differently from us. Everything in here is pinned by the tests of this folder. */
export function replaceModels(provider: Provider, tokens: AccessTokens): void {
  const models = provider as unknown as Models
  const issued = new WeakMap<object, string>()
  signTokens(models, tokens, issued)
  hashAccessTokens(models, issued)
  keepGrantWithCode(models)
  useUpOnce(models.AuthorizationCode, 'authorization code')
  useUpOnce(models.RefreshToken, 'refresh token')
  bindSessions(models)
  keepField(models.Grant, 'offline')
  Object.defineProperty(models.OIDCContext.prototype, 'acr', {
    get(this: Models['OIDCContext']['prototype']) {
      return toldAcr(this.ctx, this.session?.acr)
    },
  })
  // Only the origin that our own configuration believes in, not whatever the Host header says.
  models.OIDCContext.prototype.urlFor = (name, options) => {
    const { origin = 'http://localhost', userPoolId = null } = currentScope() ?? {}
    const url = new URL(provider.pathFor(name, { mountPath, ...options }), origin)
    // The confirmation carries no client, and the pool names the cookie in which the session is.
    if (name === 'end_session_confirm' && userPoolId) url.searchParams.set('pool', userPoolId)
    return url.href
  }
}

/** An authorization that ends without a code leaves no grant. */
function keepGrantWithCode({ AuthorizationCode }: Models): void {
  const { save } = AuthorizationCode.prototype
  AuthorizationCode.prototype.save = async function () {
    await Provider.ctx?.oidc.entities.Grant?.save()
    return save.call(this)
  }
}

/** Access tokens are signed and not stored. */
function signTokens(models: Models, tokens: AccessTokens, issued: WeakMap<object, string>): void {
  for (const model of [models.AccessToken, models.ClientCredentials]) {
    const { prototype } = model
    // Introspection says who issued the token, which need not be who is asked (RFC 7662 section 2.2).
    keepField(model, 'iss')
    prototype.generateTokenId = () => newToken(16)
    prototype.getValueAndPayload = async function (this: TokenModel) {
      const value = await tokens.sign(this)
      issued.set(this, value)
      return { value }
    }
    prototype.destroy = function (this: TokenModel) {
      return tokens.revoke(this)
    }
  }
}

function hashAccessTokens(models: Models, issued: WeakMap<object, string>): void {
  const { IdToken } = models
  const { issue } = IdToken.prototype
  IdToken.prototype.issue = async function (this: IdTokenModel, options) {
    const accessToken = this.ctx?.oidc.entities.AccessToken
    const value = accessToken && issued.get(accessToken)
    // OpenID Connect Core 1.0, section 3.1.3.6; the engine makes the hash of what stands here.
    if (options.use === 'idtoken' && value) this.set('at_hash', value)
    return issue.call(this, options)
  }
  const { validate } = IdToken
  IdToken.validate = async (token, client) => {
    // The engine's own reader takes texts that are no base64url (RFC 7515 section 2).
    if (!parseJwt(token)) throw new Error('no identity token')
    const validated = (await validate.call(IdToken, token, client)) as { header?: { typ?: string } }
    if (validated.header?.typ === accessTokenType) throw new Error('an access token is no identity token')
    return validated
  }
}

/**
 * The engine looks whether a code was used and then marks it; between the two another request may have done the same.
 * Whoever comes second is answered as if it had come later: the grant ends (RFC 6749 section 4.1.2, RFC 9700 section 4.14.2).
 */
function useUpOnce(model: ModelClass<ConsumableModel>, label: string): void {
  model.prototype.consume = async function (this: ConsumableModel) {
    if (await this.adapter.consume(this.jti)) return this.emit('consumed')
    if (this.grantId) await this.adapter.revokeGrant(this.grantId)
    throw new errors.InvalidGrant(`${label} already used`)
  }
}

/** Has the engine write down a field of ours with its own. */
function keepField(model: { IN_PAYLOAD: string[] }, name: string): void {
  const fields = model.IN_PAYLOAD
  Object.defineProperty(model, 'IN_PAYLOAD', { get: () => [...fields, name] })
}

/** Ties the engine's browser sessions to our own sessions. */
function bindSessions({ Session }: Models): void {
  keepField(Session, 'signIns')
  const { destroy } = Session.prototype

  // `sid` in every token is the id of our own session: who ends that one has ended the token.
  Session.prototype.ensureClientContainer = function (this: SessionModel, clientId) {
    const current = this.signIns?.at(-1)
    if (current && this.sidFor(clientId) !== current) this.sidFor(clientId, current)
  }
  Session.prototype.destroy = async function (this: SessionModel) {
    const scope = currentScope()
    const userPoolId = scope?.userPoolId
    if (userPoolId) scope.pending?.endedSessions.push(...(this.signIns ?? []).map((id) => ({ userPoolId, id })))
    await destroy.call(this)
  }
}

/** Notes a new sign-in in the browser session. Called when an interaction has ended and its result is known. */
export function noteSignIn(session: SessionModel, signIn: unknown): void {
  if (typeof signIn !== 'string') return
  session.signIns = [...(session.signIns ?? []).filter((id) => id !== signIn), signIn]
}
