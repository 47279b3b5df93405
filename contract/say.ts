import type { Language } from './language.ts'
import type { Outcome, Variant } from './outcomes/shape.ts'
import { type Code, outcomes } from './outcomes/topics.ts'

/** What fills the `{placeholders}` of a text. */
export type Values = Readonly<Record<string, string | number>>

/** The row of a number in its general form, for code that works on any of them. */
export const outcomeOf = (code: Code): Outcome => outcomes[code]

/** A row as one of its texts has it, the row's own where the variant says nothing. Throws on a variant it does not have. */
export function wordingOf(code: Code, variant?: string): Required<Variant> {
  const row = outcomeOf(code)
  if (variant === undefined) return row
  const other = Object.hasOwn(row.variants ?? {}, variant) ? row.variants?.[variant] : undefined
  if (!other) throw new TypeError(`outcome ${code} has no variant "${variant}"`)
  return { ...row, ...other }
}

/**
 * The sentence a person reads. Values go in once and are not searched for placeholders again, since they may come from
 * the request; a value nobody supplied shows as an ellipsis, because a person can do nothing with a bare `{name}`.
 */
export function say(code: Code, language: Language, options: { values?: Values; variant?: string } = {}): string {
  const { en, zh } = wordingOf(code, options.variant)
  const { values = {} } = options
  const fill = (_: string, hole: string) => (Object.hasOwn(values, hole) ? String(values[hole]) : '…')
  return (language === 'zh-CN' ? zh : en).replace(/\{(\w+)\}/g, fill)
}
