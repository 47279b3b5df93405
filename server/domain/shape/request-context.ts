import type { Language } from '@menshen/contract/errors'
import type { Application } from '#domain/tenancy/application/application.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import type { Caller, KnownSession } from './caller.ts'

/** Where a request comes from, as far as the connection itself shows it. */
export interface Client {
  ip: string
  userAgent: string | null
  /** The captcha image that the browser was shown last. */
  captchaId?: string | undefined
  /** Work done in place of a captcha. Unchecked. */
  work?: { challenge: string; nonce: string } | undefined
  /** What the browser shows of people who have signed in on it: see `sign-in/known-device.ts`. Unchecked. */
  devices?: readonly string[]
}

/** A token or a session, unchecked; or whoever has signed the request. */
export type Presented = string | KnownSession | Extract<Caller, { kind: 'manager' }>

/** What is known of one request once its hints are checked: the tenant, the application it came through, and who asks. */
export interface RequestContext {
  pool: UserPool
  /** Null when the caller named only a user pool. */
  application: Application | null
  caller: Caller
  /** The token or the session that came along where anybody is admitted, as it came: see `readPresented`. */
  presented?: Presented | undefined
  client: Client
  /** The address under which the caller reached us, e.g. `https://shop.example.com`; no slash at the end. */
  origin: string
  /** In which the caller wants to be answered, and so written to; left out: Chinese. */
  language?: Language | undefined
}
