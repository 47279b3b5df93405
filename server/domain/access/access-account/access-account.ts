/** Credentials of a machine that acts for an application, in addition to the application's own. */
export interface AccessAccount {
  id: string
  userPoolId: string
  applicationId: string
  /** SHA-256 of the secret, which is shown once. */
  secretHash: Buffer
  /** Of its tokens, in seconds. */
  tokenLifetime: number
  remarks: string | null
  enabled: boolean
  createdAt: Date
  updatedAt: Date
}

/** An account with its secret, for the one time that it is told. */
export type DisclosedAccount = AccessAccount & { secret: string }
