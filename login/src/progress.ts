// Where a form stands, and what each answer makes of that.
import type { FieldName, Refused } from './act.ts'
import type { Text } from './text/en.ts'

/** A sentence that can be said again after a switch of language. What the server said stays as it was said. */
export type Say = (text: Text) => string
export type FieldErrors = Partial<Record<FieldName, Say>>
/** A picture to be read; `turn` counts those shown, since each is good for one try. */
type Captcha = { address: string; turn: number }

export type Progress<Action extends string = string> = {
  /** What is under way. */
  busy: Action | null
  alert: Say | null
  fields: FieldErrors
  location: string | null
  captcha: Captcha | null
  /** The number of the refusal that came last; null once something else has happened. */
  refusedWith: number | null
}

export const still: Progress<never> = {
  busy: null,
  alert: null,
  fields: {},
  location: null,
  captcha: null,
  refusedWith: null,
}

/** A refusal is shown on its field where the form `has` it, else above the form. */
export function placeOf(
  { code, field, message }: Refused,
  has: readonly FieldName[],
): Pick<Progress, 'fields'> | Pick<Progress, 'alert'> {
  // Some of the catalogue's sentences are for programs, or for operators of the service.
  const say: Say = (text) => (field === 'captchaCode' ? text.captchaWrong : (text.said[code] ?? message))
  return field && (has.includes(field) || field === 'captchaCode') ? { fields: { [field]: say } } : { alert: say }
}

/** Every try uses its picture up. */
export function nextPicture(shown: Captcha | null, address = shown?.address): Captcha | null {
  return address ? { address, turn: (shown?.turn ?? 0) + 1 } : null
}
