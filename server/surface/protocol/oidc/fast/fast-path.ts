import type { CachedRecords } from '#domain/shape/cached-records.ts'
import type { AccessTokens } from '../access-token.ts'
import type { Models } from '../engine-types.ts'
import type { PlainRequest } from './plain-request.ts'

/** What the fast paths share with the engine: its clients, and the tokens, grants and people that it believes in. */
export interface FastParts {
  models: Models
  tokens: AccessTokens
  cached: CachedRecords
  now: () => Date
}

/** A success. */
export interface Fast {
  body: object
  /** What `Access-Control-Allow-Origin` says. */
  origin: string
}

export type FastPath = (parts: FastParts, request: PlainRequest) => Promise<Fast | null>
