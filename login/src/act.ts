// One POST to the interaction that opened this page, and what came of it.
import type { Language } from './situation.ts'

export type Action =
  | 'sign-in'
  | 'sign-up'
  | 'consent'
  | 'cancel'
  | 'send-code'
  | 'sign-in-by-code'
  | 'sign-up-by-code'
  | 'reset-password'
  | 'captcha-task'
  | 'captcha-work'
export type FieldName = 'account' | 'password' | 'captchaCode' | 'code'

export type Result =
  | { kind: 'go'; location: string }
  /** Nowhere to go: the page goes on by itself. */
  | { kind: 'done'; data: Record<string, unknown> }
  /** `captcha`: where the picture is whose characters the next try must bring. */
  | { kind: 'refused'; code: number; field: FieldName | null; message: string; captcha: string | null }
  | { kind: 'expired' }
  | { kind: 'unreachable' }
  | { kind: 'garbled' }

const fieldOfCode = new Map<number, FieldName>([
  [2003, 'account'],
  [2004, 'account'],
  [2026, 'account'],
  [2028, 'account'],
  [2034, 'account'],
  [2080, 'account'],
  [2204, 'account'],
  [2006, 'password'],
  [2029, 'password'],
  [2032, 'password'],
  [2333, 'password'],
  [2001, 'code'],
  [2300, 'code'],
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
  return readResult(await answer.json().catch(() => null), location.origin)
}

/** `envelope` is whatever JSON came back; anything that is not the promised shape is `garbled`. */
export function readResult(envelope: unknown, origin: string): Result {
  const { code, message, data } = (envelope ?? {}) as { code?: unknown; message?: unknown; data?: unknown }
  if (code === 410) return { kind: 'expired' }
  if (code === 200) return readSuccess((data ?? {}) as Record<string, unknown>)
  if (typeof code !== 'number' || typeof message !== 'string' || message === '') return { kind: 'garbled' }
  const captcha = pictureAt((data ?? {}) as { url?: unknown }, origin)
  // One number says that a code is wrong, be it of a picture or of a message; the picture comes with a new address.
  const field = captcha && code === 2001 ? 'captchaCode' : (fieldOfCode.get(code) ?? null)
  return { kind: 'refused', code, field, message, captcha }
}

function readSuccess(data: Record<string, unknown>): Result {
  const { location, done } = data
  if (typeof location === 'string' && !/^\s*javascript:/i.test(location)) return { kind: 'go', location }
  return done === true ? { kind: 'done', data } : { kind: 'garbled' }
}

/** Path and query: a picture of anywhere else would get no cookie of ours, and tell somebody who is here. */
function pictureAt({ url }: { url?: unknown }, origin: string): string | null {
  const parsed = typeof url === 'string' ? URL.parse(url, origin) : null
  return parsed?.origin === origin ? parsed.pathname + parsed.search : null
}
