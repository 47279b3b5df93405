import { errors, type Grant, type KoaContextWithOIDC, type Provider } from 'oidc-provider'
import type { EnginePort } from '#domain/entry/oidc-artifact/engine-port.ts'
import { isBorrowed } from '#domain/entry/session/strength.ts'
import type { CachedRecords } from '#domain/shape/cached-records.ts'
import { newId } from '#platform/crypto/random.ts'
import { ownerOf } from './clients.ts'
import { signInOf } from './second-factor.ts'

/**
 * The grant under which a person uses an application: one for each authorization, so that what ends the tokens of one
 * (RFC 9700 section 4.14.2) leaves those of the others. It is kept when its code is: see `replace-models.ts`.
 * Applications of our own get what they ask for without a question, others what the person agreed to.
 * Who is signed in and not admitted to the application gets `access_denied`, unless somebody is about to sign in anew.
 */
export async function grantAsked(port: EnginePort, ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
  const { client, session, result, account, provider, requestParamOIDCScopes: asked } = ctx.oidc
  if (!client || !session || !account) return undefined
  const { accountId } = account
  const { application } = ownerOf(client)
  if (!(await port.mayAccessApplication(application, accountId))) {
    if (ctx.oidc.prompts.has('login') && !result?.login) return undefined
    throw new errors.AccessDenied('the person may not enter this application')
  }
  return makeGrant(port, provider, {
    client,
    accountId,
    asked,
    ownSession: () => isOwnSession(port.cached, ctx),
  })
}

interface Granting {
  client: { clientId: string }
  accountId: string
  asked: Iterable<string>
  /** Whether the person is in a session of their own: see `isBorrowed`. */
  ownSession: () => Promise<boolean> | boolean
  /** Seconds; by the engine's request when left out. */
  expiresIn?: number
}

/** A grant of what may be had of what is asked for. It is not kept yet. */
export async function makeGrant(port: EnginePort, provider: Provider, granting: Granting): Promise<Grant> {
  const { client, accountId, asked, ownSession, expiresIn } = granting
  const { application, pool } = ownerOf(client)
  const agreed = { userPoolId: pool.id, userId: accountId, applicationId: application.id }
  const wanted = [...asked]
  const allowed = application.settings.firstParty ? new Set(wanted) : await port.consentedScopes(agreed)
  const grant = new provider.Grant({ jti: newId(), accountId, clientId: client.clientId, expiresIn } as object)
  const granted = wanted.filter((scope) => allowed.has(scope))
  if (granted.length > 0) grant.addOIDCScope(granted)
  if (granted.includes('offline_access') && application.settings.offlineAccess && (await ownSession()))
    Object.assign(grant, { offline: true })
  return grant
}

/** What somebody opens from a session that another one lent them ends with it. */
async function isOwnSession(cached: CachedRecords, ctx: KoaContextWithOIDC): Promise<boolean> {
  const id = signInOf(ctx)
  const session = id ? await cached.session(ownerOf(ctx.oidc.client).pool.id, id) : null
  return session !== null && !isBorrowed(session)
}
