/** What one person agreed to tell one application. */
export interface Consent {
  applicationId: string
  /** As in an authorization request, in no order. */
  scopes: string[]
  /** When the newest of them was agreed to. */
  givenAt: Date
}
