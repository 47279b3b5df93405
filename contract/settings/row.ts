/** A text in both languages. */
export interface Words {
  readonly en: string
  readonly zh: string
}

/**
 * What a value can be. `fault` is how a wrong one is refused, where not in the usual words of its kind: a text of 400, or a number
 * of its own. A `level` is one of a few numbers without a gap. Of a `list`, `choices` or `pattern` (a regular expression of one item) say what may stand in it.
 */
export type SettingShape =
  | { readonly kind: 'flag' }
  | WholeShape
  | { readonly kind: 'level'; readonly levels: readonly number[] }
  | { readonly kind: 'choice'; readonly choices: readonly string[]; readonly fault?: 2009 }
  | { readonly kind: 'text'; readonly max: number }
  | { readonly kind: 'list'; readonly choices: readonly string[] }
  | { readonly kind: 'list'; readonly pattern: string }
  | SpecialShape

/** A whole number from `min` to `max`; with `zero`, also 0. */
export interface WholeShape {
  readonly kind: 'whole'
  readonly min: number
  readonly max: number
  readonly zero?: true
  readonly unit?: 'seconds' | 'days'
  readonly fault?: 'seconds' | 'zeroOrSeconds'
}

/** What no other shape describes: a reader of the domain has this name. `form` says in words what it takes. */
interface SpecialShape {
  readonly kind: 'special'
  readonly special: string
  readonly form: Words
}

/** A setting inside a group, or the whole of one. */
export type Member = SettingShape & {
  readonly title: Words
  /** What holds where nothing is stored. */
  readonly default: unknown
  /** `always`: null can be set and means something. `at-first`: it is null until somebody sets it, and not again. */
  readonly nullable?: 'always' | 'at-first'
  /** What is stored for a pool that is made, where that is another value than holds in older ones. */
  readonly forNew?: unknown
}

interface Group {
  readonly kind: 'group'
  readonly title: Words
  readonly members: Readonly<Record<string, Member>>
}

/** All that there is to know of one setting, by the name under which it is stored. */
export type SettingRow = (Member | Group) & {
  /** What it does, in a sentence or two. May hold inline code. */
  readonly help: Words
  /** Who may set it; left out: an administrator of the pool. */
  readonly setBy?: 'operator'
  /** Its name on the wire with that of the object it stands in, where that is another. */
  readonly wire?: string
}

export type SettingRows = Readonly<Record<string, SettingRow>>

/** Rows that belong together, for a page or a form. */
export interface Section {
  readonly title: Words
  readonly rows: SettingRows
}

type MemberValue<M, Specials> = M extends { kind: 'flag' }
  ? boolean
  : M extends { kind: 'whole' }
    ? number
    : M extends { kind: 'level'; levels: readonly (infer Level)[] }
      ? Level
      : M extends { kind: 'choice'; choices: readonly (infer Choice)[] }
        ? Choice
        : M extends { kind: 'text' }
          ? string
          : M extends { kind: 'list' }
            ? string[]
            : M extends { kind: 'special'; special: infer Name extends keyof Specials }
              ? Specials[Name]
              : never

type OrNull<M, Specials> = MemberValue<M, Specials> | (M extends { nullable: string } ? null : never)

type RowValue<R, Specials> = R extends { kind: 'group'; members: infer Members }
  ? { -readonly [Name in keyof Members]: OrNull<Members[Name], Specials> }
  : OrNull<R, Specials>

/** What is stored, as its rows have it. `Specials` says what the special ones hold, by the name of their reader. */
export type SettingsOf<AllRows, Specials> = {
  -readonly [Name in keyof AllRows]: RowValue<AllRows[Name], Specials>
}

/** The names of the readers that rows ask for. */
export type SpecialOf<AllRows> = {
  [Name in keyof AllRows]: AllRows[Name] extends { special: infer Special extends string } ? Special : never
}[keyof AllRows]

/** What holds where nothing is stored. That each default is one its own reader takes is held by a test. */
export function defaultsOf<Settings>(rows: SettingRows): Settings {
  return mapped(rows, (row) =>
    row.kind === 'group' ? mapped(row.members, ({ default: value }) => value) : row.default,
  )
}

function mapped<Value, Made>(table: Readonly<Record<string, Value>>, make: (value: Value) => unknown): Made {
  return Object.fromEntries(Object.entries(table).map(([name, value]) => [name, make(value)])) as Made
}
