// How an action of a page is declared: its name, what the page sends with it, and what the page is told.

/**
 * What a field of an action carries. `text` is a text, `text?` one that may be left out; `flag` is a yes, anything else is a
 * no; `credential` is what the browser's passkey dialog gave, `values` what somebody typed into the fields of their pool.
 */
export type FieldKind = keyof FieldValues | 'text?'

interface FieldValues {
  text: string
  flag: boolean
  credential: object
  values: { key: string; value: string }[]
}

/** By name of the action, by name of the field. */
export type ActionTable = Readonly<Record<string, Readonly<Record<string, FieldKind>>>>

type Optional<Fields> = { [Name in keyof Fields]: Fields[Name] extends 'text?' ? Name : never }[keyof Fields]

/** What the page sends. */
type Sent<Fields> = {
  [Name in Exclude<keyof Fields, Optional<Fields>>]: Fields[Name] extends keyof FieldValues
    ? FieldValues[Fields[Name]]
    : never
} & { [Name in Optional<Fields>]?: string }

/** What the server finds of it. The sender may be no page of ours, so nothing need be there. */
export type Received<Fields> = {
  [Name in keyof Fields]: Fields[Name] extends 'text' | 'text?'
    ? string | undefined
    : Fields[Name] extends 'flag'
      ? boolean
      : unknown
}

/** Of an action that has nothing to tell but that it is done. */
export type Nothing = Record<never, never>

/** What is sent and told, by action; `Answers` names those that have something to tell. */
export type ActionsOf<Table extends ActionTable, Answers> = {
  [Name in keyof Table & string]: {
    sent: Sent<Table[Name]>
    told: Name extends keyof Answers ? Answers[Name] : Nothing
  }
}

/** The actions of one page, whichever. */
export type Actions = Record<string, { sent: object; told: object }>
