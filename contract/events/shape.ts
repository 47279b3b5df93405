/** What an id is the id of. */
export type Kind =
  | 'access-account'
  | 'agreement'
  | 'application'
  | 'connection'
  | 'department'
  | 'device'
  | 'feedback'
  | 'file'
  | 'access-key'
  | 'group'
  | 'identity-source'
  | 'management-token'
  | 'namespace'
  | 'organisation'
  | 'passkey'
  | 'policy'
  | 'pool'
  | 'post'
  | 'resource'
  | 'role'
  | 'session'
  | 'signing-key'
  | 'sub-account'
  | 'tenant'
  | 'user'
  | 'user-import'

interface Plain {
  text: string
  'text?': string | null
  texts: string[]
  number: number
  flag: boolean
}

/**
 * What one field of a payload holds: an id (`user`), an id or null (`user?`), ids (`user[]`), one of some words, or something
 * plain. Texts are names of our own making, as of a factor; never what a person typed.
 */
export type PayloadField = Kind | `${Kind}?` | `${Kind}[]` | keyof Plain | readonly string[]

type Value<Of extends PayloadField> = Of extends readonly (infer Word)[]
  ? Word
  : Of extends keyof Plain
    ? Plain[Of]
    : Of extends `${Kind}?`
      ? string | null
      : Of extends `${Kind}[]`
        ? string[]
        : string

export type EventPayload<Shape> = {
  -readonly [Key in keyof Shape]: Shape[Key] extends PayloadField ? Value<Shape[Key]> : never
}

export interface Words {
  zh: string
  en: string
}

/** One thing that can happen, and how it is told. */
export interface EventRow extends Words {
  /** Ids in it are what the event is about: the audit log names them by their kinds. */
  payload: Readonly<Record<string, PayloadField>>
  /** As webhooks spell it; left out: the name with a colon. Null: no webhook can ask for it. */
  webhook?: string | null
  /** Stands in the log of what people did, and so in their own history, when an administrator did not do it. */
  own?: true
  /** The names under which it stands there, where people look for one kind of it. */
  variants?: Readonly<Record<string, Words>>
  /** By what it is told; left out: the outbox. */
  carrier?: 'login history'
}

export type EventRows = Readonly<Record<string, EventRow>>

/** Fields of events about any of people, roles, groups, departments and programs. */
export const subjects = {
  userIds: 'user[]',
  roleIds: 'role[]',
  groupIds: 'group[]',
  departmentIds: 'department[]',
  accessAccountIds: 'access-account[]',
} as const
