import { refuse } from '@menshen/contract/errors'

/** Refuses text that PostgreSQL cannot hold (NUL, lone surrogates) or that is longer than `max` code points. */
export function checkedText(value: string, field: string, max = 1000): string {
  if (value.includes('\0') || !value.isWellFormed())
    refuse(400, { values: { detail: `${field} contains characters that cannot be stored` } })
  if (value.length > max && [...value].length > max)
    refuse(400, { values: { detail: `${field} is longer than ${max} characters` } })
  return value
}

/** A text's form for comparison: without surrounding space, compatibility-composed, lower case. */
export function comparable(value: string): string {
  return value.trim().normalize('NFKC').toLowerCase()
}
