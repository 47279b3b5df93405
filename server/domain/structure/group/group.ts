/** A set of people under a code that is unique in the pool. */
export interface Group {
  id: string
  userPoolId: string
  code: string
  name: string
  description: string | null
  createdAt: Date
  updatedAt: Date
}
