/** `user`: what people did; `admin`: what holders of a management token did. */
export type AuditLogKind = 'user' | 'admin'

/** One thing that somebody did. */
export interface AuditRecord {
  id: string
  at: Date
  /** The name of an event (`user.signed-out`), of a verb (`application.delete`), or `login`; `custom:` before a published type. */
  operation: string
  /** 200, or the code of the refusal. */
  outcome: number
  /** In the log of people who did it, in the other the person that it was done to. */
  userId: string | null
  targets: string[]
  applicationId: string | null
  ip: string | null
  userAgent: string | null
  details: Record<string, unknown> | null
}

export interface AuditFilter {
  operations?: string[] | undefined
  /** Of administrators' operations: what stands ahead of the point in their names. */
  about?: readonly string[] | undefined
  /** The first word behind it. */
  doing?: readonly string[] | undefined
  /** Only what succeeded, or only what was refused. */
  succeeded?: boolean | undefined
  userIds?: string[] | undefined
  applicationIds?: string[] | undefined
  ip?: string | undefined
  /** Without sign-ins, which have a history of their own. */
  besideSignIns?: boolean | undefined
  /** Only what happened in some application. */
  inApplications?: boolean | undefined
  from?: Date | undefined
  /** Not after. */
  to?: Date | undefined
}

/** As what a sign-in stands in the log of people. */
export const signInOperation = 'login'
/** Before the type of an event that the pool's own programs published, so that it never passes for one of ours. */
export const customPrefix = 'custom:'
