import { refuse } from '@menshen/contract/errors'

/** A code that is given to something new: 1 to 64 letters, digits and some signs, so that it can stand anywhere; 400 otherwise. `field` is its name on the wire. */
export function newCodeOf(code: string, field = 'code'): string {
  if (/^[\w.:@/-]{1,64}$/.test(code)) return code
  return refuse(400, { variant: 'signs', values: { field, min: 1, max: 64, signs: '_ - . : @ /' } })
}
