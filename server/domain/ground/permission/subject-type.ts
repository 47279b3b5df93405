export interface Subject {
  type: SubjectType
  id: string
}

/** Whom something can be permitted to. `ORG` is a department; `AK_SK` a programmatic access account. */
export type SubjectType = 'USER' | 'ROLE' | 'GROUP' | 'ORG' | 'AK_SK'
