// What a reload must not lose: people leave for their mail, and a phone may drop the page meanwhile. Never the code.

/** `link`: no code, but a link that signs in. */
export type CodePurpose = 'login' | 'register' | 'reset-password' | 'link'

/** `at`: milliseconds since 1970. */
export type SentCode = { uid: string; purpose: CodePurpose; address: string; at: number }

const key = 'menshen_sent_code'

/** The code that this page sent last; null when it was for another purpose, or by another sign-in. */
export function sentCode(uid: string, purpose: CodePurpose): SentCode | null {
  try {
    const sent = JSON.parse(sessionStorage.getItem(key) ?? 'null') as SentCode | null
    return sent?.uid === uid && sent.purpose === purpose ? sent : null
  } catch {
    return null
  }
}

/** A browser that keeps nothing (storage switched off) loses it with the page. */
export function keepSentCode(sent: SentCode | null) {
  try {
    if (sent) sessionStorage.setItem(key, JSON.stringify(sent))
    else sessionStorage.removeItem(key)
  } catch {}
}
