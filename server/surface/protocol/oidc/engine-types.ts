import type { AdapterPayload, KoaContextWithOIDC } from 'oidc-provider'

/** The engine's models as far as we replace parts of them; its own type package describes only what it calls public. */
export interface TokenModel {
  jti: string
  kind: string
  iat?: number
  exp?: number
  readonly expiration: number
  scope?: string
  accountId?: string
  clientId?: string
  grantId?: string
  sid?: string
  gty?: string
  client?: object
}

export interface SessionModel {
  accountId?: string
  acr?: string
  amr?: string[] | undefined
  /** Ours: the ids of our own sessions that this browser session stands for, the newest last. */
  signIns?: string[]
  authorizations?: Record<string, { sid?: string; grantId?: string; persistsLogout?: boolean }>
  sidFor(clientId: string): string | undefined
  sidFor(clientId: string, value: string): void
  destroy(): Promise<void>
}

export interface GrantModel {
  jti: string
  /** Ours: it lasts while its person is away, so what hangs on it has a session of its own, which has the id of the grant. */
  offline?: boolean
}

export interface IdTokenModel {
  ctx?: KoaContextWithOIDC
  set(claim: string, value: unknown): void
  issue(options: { use: string; expiresAt?: number | null }): Promise<string>
}

export type ModelClass<Instance> = { prototype: Instance; IN_PAYLOAD: string[] }

/** A client of the engine, as its own metadata are called there. */
export interface ClientModel {
  clientId: string
  clientSecret?: string
  clientSecretExpiresAt?: number
  clientAuthMethod: string
  grantTypes: string[]
  redirectUris?: string[]
  subjectType: string
  userinfoSignedResponseAlg?: string
  userinfoEncryptedResponseAlg?: string
}

export interface Models {
  AccessToken: ModelClass<SignedModel>
  ClientCredentials: ModelClass<SignedModel>
  AuthorizationCode: ModelClass<ConsumableModel & { save(): Promise<string> }>
  RefreshToken: ModelClass<ConsumableModel>
  Grant: ModelClass<GrantModel>
  Session: ModelClass<SessionModel & { ensureClientContainer(clientId: string): void }>
  IdToken: {
    new (claims: object, whose: { client: object }): IdTokenModel
    prototype: IdTokenModel
    validate(token: string, client: object): Promise<unknown>
  }
  Client: {
    new (metadata: object): object
    prototype: { includeSid(): boolean; compareClientSecret(given: string): Promise<boolean> }
    find(id: unknown): Promise<object | undefined>
  }
  OIDCContext: {
    prototype: { ctx: KoaContextWithOIDC; session?: SessionModel; urlFor(name: string, options?: object): string }
  }
}

export interface SignedModel extends TokenModel {
  generateTokenId(): string
  getValueAndPayload(): Promise<{ value: string }>
  destroy(): Promise<void>
}

export interface ConsumableModel extends TokenModel {
  adapter: { consume(jti: string): Promise<boolean>; revokeGrant(grantId: string): Promise<void> }
  emit(event: string): void
  consume(): Promise<void>
}

export type ArtifactPayload = AdapterPayload & Record<string, unknown>
