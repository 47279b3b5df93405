/** With which a program manages a pool, besides the id and the secret of the pool itself. */
export interface AccessKey {
  id: string
  userPoolId: string
  secret: string
  enabled: boolean
  /** The person of the root pool who made it; null: a program did. */
  madeBy: string | null
  createdAt: Date
  updatedAt: Date
}

/** A key as it is listed: the secret is told once, to whoever makes it. */
export type ListedKey = Omit<AccessKey, 'secret'>
