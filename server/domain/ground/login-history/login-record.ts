/** One try to sign in. */
export interface LoginRecord {
  id: string
  at: Date
  /** 200, or the code of the refusal. */
  outcome: number
  /** How: `password`, `code`, `registration` ... */
  way: string
  applicationId: string | null
  /** What opened; null after a failure. */
  sessionId: string | null
  deviceId: string | null
  ip: string | null
  userAgent: string | null
}
