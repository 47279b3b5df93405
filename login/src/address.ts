import type { CodeKind } from './situation.ts'

/** Only what no mail server would accept is stopped here; the server decides about the rest. */
export const looksLikeEmail = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)

const looksLikePhone = (text: string) => /^\+?[\d\s()-]{5,24}$/.test(text)

/** Which kind of address a text is, among those to which codes go; null for none. */
export function kindOf(text: string, kinds: readonly CodeKind[]): CodeKind | null {
  const looks: Record<CodeKind, boolean> = { email: looksLikeEmail(text), phone: looksLikePhone(text) }
  return kinds.find((kind) => looks[kind]) ?? null
}
