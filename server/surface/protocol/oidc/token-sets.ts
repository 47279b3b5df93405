import { refuse } from '@menshen/contract/errors'
import type { Grant, Provider } from 'oidc-provider'
import type { EnginePort } from '#domain/entry/oidc-artifact/engine-port.ts'
import { directGrant } from '#domain/entry/session/read-token.ts'
import type { SignedIn } from '#domain/entry/session/session.ts'
import { isBorrowed } from '#domain/entry/session/strength.ts'
import { requireOfHouse, type TokenIssuer, type TokenSet } from '#domain/entry/token-set/token-set.ts'
import { profileClaims, scopeClaims } from '#domain/people/user/claims.ts'
import type { Browser } from '../../sign-in-page.ts'
import { signInClaims } from './acr.ts'
import type { ScopeOf } from './browser-session.ts'
import { ownerOf } from './clients.ts'
import type { ClientModel, GrantModel, Models } from './engine-types.ts'
import { makeGrant } from './grant-asked.ts'
import { grantLifetime } from './lifetimes.ts'
import { type Issuing, inScope, type PendingChanges, type RequestScope } from './scope.ts'

const scopes: ReadonlySet<string> = new Set(['openid', 'offline_access', ...Object.keys(scopeClaims)])

/**
 * Tokens for whoever signs in by an operation of a program: the engine's own, under a grant of their own, as if they had been exchanged
 * for a code. All that is kept of them is written at once.
 */
export function serveTokenSets(
  engine: () => Provider,
  port: EnginePort,
  scopeOf: ScopeOf,
  write: (pending: PendingChanges) => Promise<void>,
): TokenIssuer<Browser> {
  return {
    async issue({ request }, signedIn, scope) {
      const { userPoolId, applicationId } = signedIn.session
      const at: RequestScope = { ...(await scopeOf(request, '/token', true)), userPoolId }
      return inScope(at, async () => {
        const client = await clientOf(engine(), applicationId)
        const grant = await grantTo(port, engine(), client, signedIn, scope)
        const SignIn = signInClaims(signedIn.session)
        at.issuing = { Client: client, Grant: grant as unknown as GrantModel, SignIn }
        const tokens = await makeTokens(engine(), signedIn, grant, at.issuing)
        if (at.pending) await write(at.pending)
        return tokens
      })
    },
  }
}

async function clientOf(engine: Provider, applicationId: string | null): Promise<ClientModel> {
  const client = (await (engine as unknown as Models).Client.find(applicationId)) as ClientModel | undefined
  if (!client) refuse(2011)
  requireOfHouse(ownerOf(client).application)
  return client
}

async function grantTo(
  port: EnginePort,
  engine: Provider,
  client: ClientModel,
  { user, session }: SignedIn,
  scope: string,
): Promise<Grant> {
  const asked = scope.split(' ').filter((name) => scopes.has(name))
  const grant = await makeGrant(port, engine, {
    client,
    accountId: user.id,
    asked,
    ownSession: () => !isBorrowed(session),
    expiresIn: grantLifetime(client, asked.join(' ')),
  })
  await grant.save()
  return grant
}

/** What a code would hand on to the tokens that it is exchanged for. */
function sourceOf({ user, session }: SignedIn, { Client: client, Grant: grant, SignIn }: Issuing, scope: string) {
  return { ...SignIn, accountId: user.id, client, grantId: grant.jti, gty: directGrant, scope, sid: session.id }
}

async function makeTokens(engine: Provider, signedIn: SignedIn, grant: Grant, issuing: Issuing): Promise<TokenSet> {
  const scope = grant.getOIDCScope()
  const client = issuing.Client as ClientModel
  const { accountId, sid, grantId, gty } = sourceOf(signedIn, issuing, scope)
  const access = new engine.AccessToken({ accountId, client, grantId, gty, scope, sid } as never)
  const accessToken = await access.save()
  const refreshes = client.grantTypes.includes('refresh_token') && scope.split(' ').includes('offline_access')
  const refreshToken = refreshes ? await makeRefreshToken(engine, signedIn, issuing, scope) : null
  const idToken = await makeIdToken(engine, signedIn, issuing, { scope, accessToken })
  return { scope, accessToken, idToken, refreshToken, expiresIn: access.expiration }
}

function makeRefreshToken(engine: Provider, signedIn: SignedIn, issuing: Issuing, scope: string): Promise<string> {
  const { refreshTokenLifetime: expiresIn } = ownerOf(issuing.Client).application.settings
  const source = sourceOf(signedIn, issuing, scope)
  const ours = { expiresWithSession: !issuing.Grant.offline, rotations: 0, expiresIn }
  return new engine.RefreshToken({ ...source, ...ours } as never).save()
}

interface Told {
  scope: string
  /** The engine makes the hash of it (OpenID Connect Core 1.0, section 3.1.3.6). */
  accessToken: string
}

async function makeIdToken(
  engine: Provider,
  { user, session }: SignedIn,
  { Client: client, SignIn: { authTime, amr, acr } }: Issuing,
  { scope, accessToken }: Told,
): Promise<string> {
  const { claimForm } = ownerOf(client).application.settings
  const claims = { ...profileClaims(user, claimForm), sub: user.id, auth_time: authTime, amr, acr }
  const token = new (engine as unknown as Models).IdToken(claims, { client })
  Object.assign(token, { scope, mask: {}, rejected: [] })
  token.set('at_hash', accessToken)
  token.set('sid', session.id)
  return token.issue({ use: 'idtoken' })
}
