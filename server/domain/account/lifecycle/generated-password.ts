import { newToken } from '#platform/crypto/random.ts'

/** A password that nobody is told and every pool takes: as long as the longest that one asks for, with characters of every kind. */
export function generatedPassword(): string {
  return `${newToken(48)}aA1!`
}
