/** What a client declares of a value. Null and nothing fit everywhere: there clients keep what they begin with. */
export type Kind = 'text' | 'number' | 'flag' | 'any' | Shape | readonly [Kind]

/** Names that are not declared are passed over. */
export interface Shape {
  readonly [name: string]: Kind
}

const types = { text: 'string', number: 'number', flag: 'boolean' } as const

/** Where a value is of another kind than declared: `list[0].id is no number but "6b0c"`. */
export function misfits(value: unknown, kind: Kind, place = 'data'): string[] {
  if (value === null || value === undefined || kind === 'any') return []
  if (typeof kind === 'string') return typeof value === types[kind] ? [] : [said(place, kind, value)]
  if (Array.isArray(kind)) {
    if (!Array.isArray(value)) return [said(place, 'list', value)]
    return value.flatMap((item, index) => misfits(item, kind[0], `${place}[${index}]`))
  }
  if (typeof value !== 'object' || Array.isArray(value)) return [said(place, 'object', value)]
  const shape = kind as Shape
  return Object.entries(shape).flatMap(([name, inner]) =>
    misfits((value as Record<string, unknown>)[name], inner, `${place}.${name}`),
  )
}

const said = (place: string, kind: string, value: unknown) =>
  `${place} is no ${kind} but ${JSON.stringify(value).slice(0, 80)}`
