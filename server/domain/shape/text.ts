import { refuse } from '@menshen/contract/errors'
import { normalForm } from '#platform/normal-form.ts'

/** PostgreSQL holds neither NUL nor half a surrogate pair, so nothing is found by one either. */
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

/** Refuses text that PostgreSQL cannot hold or that is longer than `max` code points. */
export function checkedText(value: string, field: string, max = 1000): string {
  if (!isStorable(value)) refuse(400, { variant: 'unstorable', values: { field } })
  if (value.length > max && [...value].length > max) refuse(400, { variant: 'long', values: { field, max } })
  return value
}

/** A text without space around it that must have something left: 400 otherwise. */
export function requiredText(value: string, field: string, max = 1000): string {
  return checkedText(value.trim(), field, max) || refuse(400, { variant: 'empty', values: { field } })
}

/** A text's form for comparison: without surrounding space, compatibility-composed, lower case. */
export function comparable(value: string): string {
  return normalForm(normalForm(value.trim(), 'NFKC').toLowerCase(), 'NFKC')
}

/** Full-width and half-width forms, as Chinese and Japanese keyboards type them, as the letters that they are (RFC 8264 5.2.1). */
export function withoutWidth(value: string): string {
  return value.replace(/[\u3000\uff00-\uffef]/g, (letter) => normalForm(letter, 'NFKC'))
}
