/** What must hold for a statement, besides resource and action. All of them must. */
export interface PolicyCondition {
  param: string
  operator: string
  value: unknown
}

export interface Statement {
  /** A code, or a pattern in which `*` stands for anything. */
  resource: string
  /** The same. */
  actions: string[]
  effect: 'ALLOW' | 'DENY'
  condition: PolicyCondition[] | null
}

/** Statements under a code that is unique in its namespace. */
export interface Policy {
  id: string
  userPoolId: string
  namespace: string
  code: string
  description: string | null
  /** The installation's own, which is in every pool and cannot be changed. */
  isDefault: boolean
  statements: Statement[]
  createdAt: Date
  updatedAt: Date
}

export interface PolicyName {
  code: string
  namespace?: string | null | undefined
}

const epoch = new Date(0)

/** Allows everything. In the namespace `default` of every pool, without a row. */
export const administratorAccess = {
  id: 'AdministratorAccess',
  namespace: 'default',
  code: 'AdministratorAccess',
  description: 'Allows every action on every resource',
  isDefault: true,
  statements: [{ resource: '*', actions: ['*'], effect: 'ALLOW', condition: null }],
  createdAt: epoch,
  updatedAt: epoch,
} satisfies Omit<Policy, 'userPoolId'>
