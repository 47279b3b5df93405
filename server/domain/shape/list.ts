import { refuse } from '@menshen/contract/errors'

/** Refuses (400) a list of more than `max`; `field` is its name on the wire. */
export function requireFew(list: readonly unknown[], field: string, max = 1_000): void {
  if (list.length > max) refuse(400, { variant: 'many', values: { field, max } })
}

/** Refuses (400) a list that names nothing, and one of more than `max`. */
export function requireSome(list: readonly unknown[], field: string, max = 1_000): void {
  if (list.length === 0) refuse(400, { variant: 'empty', values: { field } })
  requireFew(list, field, max)
}
