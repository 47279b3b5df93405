import type { FieldKind, Received } from '@menshen/contract/pages/action'

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined)

const readers: Record<FieldKind, (value: unknown) => unknown> = {
  text: textOf,
  'text?': textOf,
  flag: (value) => value === true,
  credential: (value) => value,
  values: (value) => value,
}

/** What an action declares, out of a JSON body: nothing of it need be there, and what is of another kind is not. */
export function readSent<Fields extends Readonly<Record<string, FieldKind>>>(
  fields: Fields,
  body: unknown,
): Received<Fields> {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const read = Object.entries(fields).map(([name, kind]) => [name, readers[kind](given[name])])
  return Object.fromEntries(read) as Received<Fields>
}
