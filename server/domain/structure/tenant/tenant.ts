/** Part of a pool's people who use some of its applications apart from others. */
export interface Tenant {
  id: string
  userPoolId: string
  name: string
  logo: string | null
  description: string | null
  /** What people who are not members are told. */
  rejectHint: string | null
  /** Style sheet and page settings. */
  config: Record<string, unknown>
  createdAt: Date
  updatedAt: Date
}

/** Somebody in a tenant. */
export interface TenantMember {
  userId: string
  isEnabled: boolean
  isAdmin: boolean
  apiAuthorized: boolean
  joinedAt: Date
}
