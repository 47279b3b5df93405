import type { Words } from '@menshen/contract/settings'
import { type TSchema, Type } from 'typebox'

/** What a setting is for, and a value as somebody would write it. */
interface Meaning extends Words {
  example: unknown
}

/** What the schema of a setting carries besides its type: `meaning` is ours, the others are words of JSON Schema (2020-12, section 9). */
export type Annotations = {
  meaning: Words
  examples: [unknown]
  /** A secret: taken and never read back. */
  writeOnly?: boolean
}

const annotated = ({ en, zh, example }: Meaning): Annotations => ({ meaning: { en, zh }, examples: [example] })

export const text = (meaning: Meaning) => Type.String({ minLength: 1, ...annotated(meaning) })

/** A text that is shown to nobody. */
export const secret = (meaning: Meaning) => Type.String({ minLength: 1, writeOnly: true, ...annotated(meaning) })

/** An absolute address. */
export const address = (meaning: Meaning) => Type.String({ format: 'url', ...annotated(meaning) })

export const flag = (meaning: Meaning) => Type.Boolean(annotated(meaning))

export const whole = (minimum: number, maximum: number, meaning: Meaning) =>
  Type.Integer({ minimum, maximum, ...annotated(meaning) })

export const choice = <const Choices extends string[]>(choices: readonly [...Choices], meaning: Meaning) =>
  Type.Enum(choices, annotated(meaning))

/** An object with a member for each name that somebody chooses. */
export const record = <Member extends TSchema>(member: Member, meaning: Meaning) =>
  Type.Record(Type.String(), member, annotated(meaning))
