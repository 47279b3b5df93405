import { AsyncLocalStorage } from 'node:async_hooks'
import type { Artifact, ArtifactChanges, StoredArtifact } from '#domain/entry/oidc-artifact/artifact.ts'
import type { Client } from '#domain/shape/request-context.ts'
import type { GrantModel } from './engine-types.ts'

/** What the engine cannot know of a request by itself. One engine serves every host name and every user pool. */
export interface RequestScope {
  /** The address under which the caller reached us, e.g. `https://id.example.com`; no slash at the end. */
  origin: string
  /** Where the request comes from, and what its browser shows. */
  client: Client
  /** Whose browser session this is about. Null until the client is known. */
  userPoolId: string | null
  /** What is written when the request is done; null where nobody collects, then each write goes out by itself. */
  pending: PendingChanges | null
  /** Seconds that a browser stays signed in, by the setting of its pool. */
  sessionLifetime: number | null
  /** What was read already to learn the user pool, by kind and key. */
  seen: Map<string, StoredArtifact>
  /** What tokens are made for besides requests that the engine answers: see `token-sets.ts`. */
  issuing?: Issuing
}

/** What the engine's request would know, for somebody who has signed in to an application by an operation of a program. */
export interface Issuing {
  Client: object
  Grant: GrantModel
  /** How they signed in. */
  SignIn: SignInClaims
}

/** As a code remembers it. */
export interface SignInClaims {
  authTime?: number | undefined
  acr?: string | undefined
  amr?: string[] | undefined
}

/** The writes of one request, which go out together just before the answer. */
export interface PendingChanges {
  /** By kind and key; null for what is removed. */
  artifacts: Map<string, { kind: string; key: Buffer; artifact: Artifact | null }>
  revokedGrants: Set<string>
  endedSessions: ArtifactChanges['endedSessions']
  offline: ArtifactChanges['offline']
}

const scopes = new AsyncLocalStorage<RequestScope>()

export function inScope<Result>(scope: RequestScope, work: () => Result): Result {
  return scopes.run(scope, work)
}

export function currentScope(): RequestScope | undefined {
  return scopes.getStore()
}

export function noPending(): PendingChanges {
  return { artifacts: new Map(), revokedGrants: new Set(), endedSessions: [], offline: [] }
}

/** The issuer of whatever this request makes (OpenID Connect Discovery 1.0, section 3). */
export function currentIssuer(): string {
  return issuerAt(currentScope()?.origin ?? 'http://localhost')
}

export function issuerAt(origin: string): string {
  return `${origin}${mountPath}`
}

export const mountPath = '/oidc'
