const scripts = ['Arabic', 'Hebrew', 'Thaana'].map((name) => `\\p{Script=${name}}`).join('')
const leftToRight = new RegExp(`(?![${scripts}])\\p{L}`, 'u')
const arabicDigits = '\\u0660-\\u0669'
const otherDigits = '0-9\\u06f0-\\u06f9'
const rightToLeft = new RegExp(`[${scripts}${arabicDigits}]`, 'u')
const bounded = new RegExp(
  `^(?=[${scripts}])\\p{L}(.*(?=[${scripts}${arabicDigits}${otherDigits}])[\\p{L}\\p{Nd}])?\\p{M}*$`,
  'u',
)
const mixesDigits = new RegExp(`[${arabicDigits}].*[${otherDigits}]|[${otherDigits}].*[${arabicDigits}]`, 'u')

/**
 * Whether a name stays together wherever it is shown: one that is written from right to left begins with a letter of its script, ends with
 * one or with a digit, and has digits of one kind (RFC 5893 section 2). Else its signs and digits would stand among those of its
 * neighbours, and one name could be shown as another. For texts that a username may be; the spaces within belong to it.
 */
export function keepsItsOrder(name: string): boolean {
  if (!rightToLeft.test(name)) return true
  return bounded.test(name) && !leftToRight.test(name) && !mixesDigits.test(name)
}
