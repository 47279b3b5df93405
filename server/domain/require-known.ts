import { refuse } from '@menshen/contract/errors'

/** The names that a caller may say in one place. */
export interface Vocabulary {
  known: ReadonlySet<string>
  /** Names of the protocol that nothing reads yet, each with what it is anyway, which can be said. */
  unbuilt?: Readonly<Record<string, unknown>>
}

/**
 * Refuses what would be dropped: 1000, by name, for what is not built, 400, by name, for what nobody knows. Nothing is asked for
 * by null, which clients send for every field that they have no value for. `within` is the name of the object the fields stand in.
 */
export function requireKnown(
  fields: object,
  { known, unbuilt = {} }: Vocabulary,
  operation: string,
  within = '',
): void {
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined || known.has(name)) continue
    if (Object.hasOwn(unbuilt, name)) requireUnasked(value, unbuilt[name], `${operation}(${within}${name})`)
    else refuse(400, { values: { detail: `there is no field ${within}${name.slice(0, 80)}` } })
  }
}

function requireUnasked(value: unknown, anyway: unknown, operation: string): void {
  const said = JSON.stringify(value)
  if (value !== null && said !== '{}' && said !== JSON.stringify(anyway))
    refuse(1000, { variant: 'notBuilt', values: { operation } })
}
