import { refuse } from '@menshen/contract/errors'

/** The names that a caller may say in one place. */
export interface Vocabulary {
  known: ReadonlySet<string>
  /** Names of the protocol that nothing reads yet, each with what it is anyway, which can be said. */
  unbuilt?: Readonly<Record<string, unknown>>
}

/**
 * Refuses what would be dropped: 1000, by name, for what is not built, 400, by name, for what nobody knows. `within` is the name of
 * the object that the fields stand in, with a point.
 */
export function requireKnown(
  fields: object,
  { known, unbuilt = {} }: Vocabulary,
  operation: string,
  within = '',
): void {
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined || known.has(name)) continue
    if (!Object.hasOwn(unbuilt, name))
      refuse(400, { variant: 'unknown', values: { field: `${within}${name.slice(0, 80)}` } })
    if (asks(value, unbuilt[name]))
      refuse(1000, { variant: 'notBuilt', values: { operation: `${operation}(${within}${name})` } })
  }
}

/** Empty values ask for nothing: clients send them for every field that they have no value for. */
function asks(value: unknown, anyway: unknown): boolean {
  const [said, is] = [JSON.stringify(value), JSON.stringify(anyway)]
  return said !== is && said !== 'null' && (is === 'true' || !['false', '""', '[]', '{}'].includes(said))
}
