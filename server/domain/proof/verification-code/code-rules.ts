import type { PoolSettings } from '#domain/tenancy/pool/user-pool.ts'

export interface CodeRules {
  /** Digits. */
  length: number
  lifetimeSeconds: number
  /** Wrong tries after which a code is void. */
  tries: number
  resendSeconds: number
  /** Codes to one address in an hour, whatever they are for. */
  perAddressPerHour: number
}

type CodeSettings = Pick<
  PoolSettings,
  'verifyCodeLength' | 'verifyCodeMaxAttempts' | 'verifyCodeLifetime' | 'verifyCodeResendInterval'
>

/** Nobody needs more in an hour, and each is a mail or a text that costs money. */
const mostPerHour = 10
/** The chance of guessing a code of one address within an hour stays below one in so many. */
const guessingOdds = 10_000

/** No code lives longer than an hour, so those that live in one hour were sent in two. */
const hoursOfCodes = 2

const between = (min: number, value: number, max: number) =>
  Math.min(Math.max(Math.floor(Number.isFinite(value) ? value : min), min), max)

/**
 * The rules of a pool's codes. Settings that would make codes easy to guess are moved to what is safe: fewer than six
 * digits cannot be, and the more tries a code has, the fewer codes there are in an hour.
 */
export function codeRules(settings: CodeSettings): CodeRules {
  const length = between(6, settings.verifyCodeLength, 12)
  const tries = between(1, settings.verifyCodeMaxAttempts, 10)
  // Strictly below the odds: as many tries in an hour as that leaves, given out in codes.
  const affordable = Math.floor((10 ** length / guessingOdds - 1) / (tries * hoursOfCodes))
  return {
    length,
    tries,
    lifetimeSeconds: between(1, settings.verifyCodeLifetime, 3600),
    resendSeconds: between(1, settings.verifyCodeResendInterval, 3600),
    perAddressPerHour: Math.min(mostPerHour, affordable),
  }
}

/**
 * The chance that somebody who tries everything the rules allow guesses a code of one address within an hour. A try counts
 * against every live code of the address that it could be for, so the tries of all codes together bound it.
 */
export function chanceOfGuessing({ length, tries, perAddressPerHour }: CodeRules): number {
  return (hoursOfCodes * perAddressPerHour * tries) / 10 ** length
}
