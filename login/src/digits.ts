/** Digits alone, however they were typed or pasted: `123 456`, or the full-width digits of a Chinese keyboard. */
export const digitsOf = (typed: string, length: number) => typed.normalize('NFKC').replace(/\D/g, '').slice(0, length)

/** So many digits has the code of every authenticator app. */
export const appDigits = 6
