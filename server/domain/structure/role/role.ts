import { requiredText } from '#domain/shape/text.ts'

/** What people may do, under a name. `code` is unique in its namespace. */
export interface Role {
  id: string
  userPoolId: string
  namespace: string
  code: string
  name: string | null
  description: string | null
  /** Made by the installation; it can be given to people but not changed. */
  isSystem: boolean
  /** Whose permissions this one has too. */
  parentId: string | null
  /** False, or past `disabledAt`: whoever has it has nothing of it. */
  enabled: boolean
  /** From when on it is off by itself. */
  disabledAt: Date | null
  createdAt: Date
  updatedAt: Date
}

/** How a role is named on the wire: its code, in the namespace `default` unless another is given. */
export interface RoleName {
  code: string
  namespace?: string | null | undefined
}

/** Whether those who have a role have what it permits. In SQL: `role_is_on`. */
export function isOn({ enabled, disabledAt }: Role, now: Date): boolean {
  return enabled && (disabledAt === null || disabledAt > now)
}

/** A code as it is stored: without space around it. 400 when nothing is left, or it is too long. */
export function codeOf(code: string, field = 'code'): string {
  return requiredText(code, field, 128)
}

/** `arn:cn:authing:<pool>:role:<id>`, by which clients name a role. */
export function arnOfRole({ userPoolId, id }: Role): string {
  return `arn:cn:authing:${userPoolId}:role:${id}`
}
