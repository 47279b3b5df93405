import type { CodeKind } from '@menshen/contract/pages/sign-in'

/** As the server reads it: of one width, and without the invisible marks that contact apps add. */
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .replaceAll('。', '.')
    .replace(/\p{Cf}/gu, '')
    .trim()

/** Only what no mail server would accept is stopped here; the server decides about the rest. */
export const looksLikeEmail = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(plain(text))

const looksLikePhone = (text: string) => /^\+?[\d\s().\p{Pd}/]{5,24}$/u.test(plain(text))

/** Which kind of address a text is, among those to which codes go; null for none. */
export function kindOf(text: string, kinds: readonly CodeKind[]): CodeKind | null {
  const looks: Record<CodeKind, boolean> = { email: looksLikeEmail(text), phone: looksLikePhone(text) }
  return kinds.find((kind) => looks[kind]) ?? null
}

/** Whether a phone number says itself where it is from. */
export const namesRegion = (text: string) => /^(\+|00|\(\+)/.test(plain(text))

/** A phone number as it is dialled from anywhere; the calling code is not written twice. */
export function inFull(text: string, calling: string): string {
  const number = plain(text)
  // Mobile numbers of China, which people write so.
  if (calling === '86' && /^86\s*1\d{10}$/.test(number)) return `+${number}`
  return `+${calling} ${number}`
}
