/** What people are appointed to. */
export interface Post {
  id: string
  userPoolId: string
  /** Unique in the pool. */
  code: string
  name: string
  description: string | null
  createdAt: Date
  updatedAt: Date
}

/** A post with the departments in which there is one. */
export interface PlacedPost extends Post {
  departmentIds: string[]
}

/** A post in a list, with how many have it; null where that was not asked for. */
export interface ListedPost extends Post {
  userCount: number | null
  departmentCount: number | null
}
