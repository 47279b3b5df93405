// One POST to the interaction that opened this page, and what came of it.
import type { Language } from './situation.ts'

export type Action = 'sign-in' | 'sign-up' | 'consent' | 'cancel'
export type FieldName = 'account' | 'password'

export type Result =
  | { kind: 'go'; location: string }
  | { kind: 'refused'; field: FieldName | null; message: string }
  | { kind: 'expired' }
  | { kind: 'unreachable' }
  | { kind: 'garbled' }

const fieldOfCode = new Map<number, FieldName>([
  [2003, 'account'],
  [2004, 'account'],
  [2026, 'account'],
  [2034, 'account'],
  [2006, 'password'],
  [2029, 'password'],
  [2032, 'password'],
])

export type Ticket = { uid: string; csrf: string }

export async function act(ticket: Ticket, action: Action, language: Language, body: object): Promise<Result> {
  let answer: Response
  try {
    answer = await fetch(`/interaction/${encodeURIComponent(ticket.uid)}/${action}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'x-menshen-csrf': ticket.csrf,
        'x-authing-lang': language,
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    })
  } catch {
    return { kind: 'unreachable' }
  }
  if (answer.status === 410) return { kind: 'expired' }
  return readResult(await answer.json().catch(() => null))
}

/** `envelope` is whatever JSON came back; anything that is not the promised shape is `garbled`. */
export function readResult(envelope: unknown): Result {
  const { code, message, data } = (envelope ?? {}) as { code?: unknown; message?: unknown; data?: unknown }
  if (code === 410) return { kind: 'expired' }
  if (code === 200) {
    const { location } = (data ?? {}) as { location?: unknown }
    return typeof location === 'string' && !/^\s*javascript:/i.test(location)
      ? { kind: 'go', location }
      : { kind: 'garbled' }
  }
  if (typeof code !== 'number' || typeof message !== 'string' || message === '') return { kind: 'garbled' }
  return { kind: 'refused', field: fieldOfCode.get(code) ?? null, message }
}
