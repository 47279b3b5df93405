/** The kinds of records that can have fields of a pool's own. */
export const targetTypes = ['NODE', 'ORG', 'USER', 'USERPOOL', 'ROLE', 'GROUP', 'PERMISSION', 'APPLICATION'] as const
export type TargetType = (typeof targetTypes)[number]

export const dataTypes = ['STRING', 'NUMBER', 'DATETIME', 'BOOLEAN', 'OBJECT', 'SELECT'] as const
export type DataType = (typeof dataTypes)[number]

/** A field that a pool has defined for one kind of its records. */
export interface CustomField {
  targetType: TargetType
  key: string
  dataType: DataType
  label: string | null
  /** JSON text as it was sent: see `readOptions`. */
  options: string | null
  /** Whether people may write it on themselves. */
  userEditable: boolean
  description: string | null
  /** What it is called in other languages. */
  labels: Labels | null
  /** Whether consoles show it, and whether people are shown it in their own account. It is told by operations all the same. */
  visibleInConsole: boolean
  visibleInCenter: boolean
  createdAt: Date
}

export const labelLanguages = ['zh-CN', 'en-US', 'zh-TW', 'ja-JP'] as const

export type Labels = Partial<Record<(typeof labelLanguages)[number], { enabled: boolean; value: string }>>

/** Every field of a pool, in the order in which they were made. */
export interface CustomFields {
  all: readonly CustomField[]
}

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** What stands in one field of one record. Of a DATETIME: milliseconds since 1970. */
export interface CustomValue {
  key: string
  dataType: DataType
  label: string | null
  value: Json
}

/** A value on its way in. */
export interface ValueInput {
  key: string
  /** Null empties the field. */
  value: unknown
  /** True when it comes out of a form, where numbers and switches are text as well. */
  fromForm?: boolean
}
