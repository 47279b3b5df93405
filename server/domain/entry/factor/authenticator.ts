/** For whom an authenticator was set up: the person's own account, or an application that demanded it. It serves both. */
export type TotpSource = 'SELF' | 'APPLICATION'

export interface StoredTotp {
  userPoolId: string
  userId: string
  id: string
  secretSealed: Buffer
  recoveryHash: Buffer
  source: TotpSource
  enabled: boolean
  /** The newest time step that signed somebody in. */
  lastStep: number | null
  createdAt: Date
  updatedAt: Date
}
