import type { Variant } from './outcomes/shape.ts'
import type { Code, outcomes } from './outcomes/topics.ts'
import { outcomeOf, say, type Values, wordingOf } from './say.ts'

export { type Language, pickLanguage } from './language.ts'
export type { Outcome, Variant } from './outcomes/shape.ts'
export { type Code, outcomes, retired, type Topic, topics } from './outcomes/topics.ts'
export { outcomeOf, say, type Values } from './say.ts'

type Row<C extends Code> = (typeof outcomes)[C]

/** The names of the placeholders of a text. */
type Holes<Text extends string> = Text extends `${string}{${infer Hole}}${infer Rest}` ? Hole | Holes<Rest> : never

type Filling<Text extends string> = [Holes<Text>] extends [never]
  ? { values?: undefined }
  : { values: Readonly<Record<Holes<Text>, string | number>> }

type Plain<C extends Code> = { variant?: undefined } & Filling<Row<C>['en']>

type Varied<C extends Code> =
  Row<C> extends { variants: infer Variants extends Record<string, Variant> }
    ? { [V in keyof Variants]: { variant: V } & Filling<Variants[V]['en']> }[keyof Variants]
    : never

/** A row with a payload demands its keys; any other number may still carry data. */
type Payload<C extends Code> =
  Row<C> extends { payload: readonly (infer Key extends string)[] }
    ? { data: Readonly<Record<Key, unknown>> }
    : { data?: Readonly<Record<string, unknown>> }

/** What goes with a number: values for its text, `data` for the caller, and which of its texts. */
export type RefusalOptions<C extends Code> = (Plain<C> | Varied<C>) & Payload<C>

/** The options of a number, which may be left out exactly when nothing in them is required. */
type Rest<C extends Code> = C extends Code
  ? object extends RefusalOptions<C>
    ? [options?: RefusalOptions<C>]
    : [options: RefusalOptions<C>]
  : never

type AnyOptions = { values?: Values; data?: Readonly<Record<string, unknown>>; variant?: string }

/** An outcome on its way to the caller. `message` is English and for logs; doors speak with `say(code, language, refusal)`. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: Code
  readonly values: Values | undefined
  readonly data: Readonly<Record<string, unknown>> | null
  readonly variant: string | undefined

  constructor(code: Code, options: AnyOptions = {}) {
    super(`${code} ${outcomeOf(code).name}: ${say(code, 'en-US', options)}`)
    this.code = code
    this.values = options.values
    this.data = options.data ?? null
    this.variant = options.variant
  }

  /** The `statusCode` family of V3. */
  get status(): number {
    return wordingOf(this.code, this.variant).status
  }
}

/** Throws a `Refusal`: everything the operation wrote is undone. */
export function refuse<C extends Code>(code: C, ...[options]: Rest<C>): never {
  throw new Refusal(code, options)
}

/** What an operation returns, instead of its result, to keep what it wrote and still say no. */
export type Declined = { readonly declined: Refusal }

/** Makes a `Declined`: counted tries, burnt codes and used tickets stay written, then the caller is refused. */
export function decline<C extends Code>(code: C, ...[options]: Rest<C>): Declined {
  return { declined: new Refusal(code, options) }
}

/** Tells a declined result from a real one. The class decides, so no stored data can pass for a refusal. */
export function isDeclined(value: unknown): value is Declined {
  return typeof value === 'object' && value !== null && 'declined' in value && value.declined instanceof Refusal
}
