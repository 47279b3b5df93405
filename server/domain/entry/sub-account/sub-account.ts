/** A further name and password of a person, for one application. */
export interface SubAccount {
  id: string
  userPoolId: string
  applicationId: string
  /** The main account. */
  userId: string
  /** Unique within the application, in any case. */
  account: string
  enabled: boolean
  createdAt: Date
  updatedAt: Date
}
