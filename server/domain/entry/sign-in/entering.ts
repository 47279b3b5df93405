import type { AuthenticationMethod } from '#domain/tenancy/mfa/factor-kind.ts'
import type { SessionKind } from '../session/session.ts'
import type { Way } from './checks.ts'

/** The session that is to open, and how the person proved who they are. */
export interface Entering {
  way: Way
  methods: AuthenticationMethod[]
  kind: SessionKind
  lifetime?: number | undefined
  counted: boolean
  /** What was asked for where tokens come of it: see `token-set`. */
  tokenScope?: string | undefined
}
