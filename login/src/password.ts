// The pool's password rule as the page can check it, and the meter shown while typing. The server has the last word.
import type { PasswordRule } from '@menshen/contract/pages/sign-in'

const classes = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u]

/** How many of the four classes (lower case, upper case, digit, anything else) the password uses. */
export function classesIn(password: string): number {
  return classes.filter((kind) => kind.test(password)).length
}

export type Shortfall = 'empty' | 'short' | 'two-classes' | 'three-classes'

/** The first thing the password lacks under the rule, or null when it may be sent. */
export function shortfall(password: string, rule: PasswordRule): Shortfall | null {
  if (password === '') return 'empty'
  if (rule.strength >= 1 && [...password].length < rule.minLength) return 'short'
  if (rule.strength === 2 && classesIn(password) < 2) return 'two-classes'
  if (rule.strength === 3 && classesIn(password) < 3) return 'three-classes'
  return null
}

export type Grade = 0 | 1 | 2 | 3 | 4

/**
 * A coarse grade: 0 nothing typed, 1 weak or under the rule, 2 fair, 3 good, 4 strong.
 * Length counts for more than variety (NIST SP 800-63B 3.1.1.2), and repeating one character counts for nothing.
 */
export function grade(password: string, rule: PasswordRule): Grade {
  if (password === '') return 0
  if (shortfall(password, rule)) return 1
  const distinct = new Set(password).size
  const points = Math.min([...password].length, distinct * 2) + classesIn(password) * 2
  if (points < 11) return 1
  if (points < 15) return 2
  return points < 20 ? 3 : 4
}
