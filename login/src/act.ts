// One POST to the entry for which this page stands open, and what came of it.
import type { Language } from '@menshen/contract/language'
import type { Actions } from '@menshen/contract/pages/action'
import type { SignInActions } from '@menshen/contract/pages/sign-in-actions'
import { type AskedFactor, askedFactor } from './asked-factor.ts'

export type FieldName = 'account' | 'password' | 'oldPassword' | 'captchaCode' | 'code'

export type Result<Told = unknown> =
  | { kind: 'go'; location: string }
  /** Nowhere to go: the page goes on by itself. */
  | { kind: 'done'; data: Told }
  | Refused
  /** The password was right and has to be replaced before anything else. */
  | { kind: 'renewal'; renewal: Renewal }
  /** The first half was right; the second is asked for. */
  | { kind: 'factor'; asked: AskedFactor }
  | { kind: 'expired' }
  | { kind: 'unreachable' }
  | { kind: 'garbled' }

/** `captcha`: where the picture is whose characters the next try must bring. */
export type Refused = {
  kind: 'refused'
  code: number
  field: FieldName | null
  message: string
  captcha: string | null
}

/** A password of one's own at the first sign-in (1639), or another one in the place of an old one (2058). */
export type Renewal = { why: 'first' | 'due'; token: string }

const renewals = new Map<number, Renewal['why']>([
  [1639, 'first'],
  [2058, 'due'],
])

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
  [2203, 'oldPassword'],
  [2001, 'code'],
  [2300, 'code'],
  [2035, 'account'],
  [2200, 'account'],
  [6001, 'code'],
  [6002, 'code'],
])

export type Ticket = { uid: string; csrf: string; actions?: string }

/** Does one of `All` with what it takes; the answer is what it tells. */
export type Act<All extends Actions> = <Name extends keyof All & string>(
  ticket: Ticket,
  action: Name,
  language: Language,
  body: All[Name]['sent'],
) => Promise<Result<All[Name]['told']>>

/** Any action of any page; what its answer holds is not looked at here. */
export async function post(ticket: Ticket, action: string, language: Language, body: object): Promise<Result<never>> {
  let answer: Response
  try {
    const path = ticket.actions ?? `/interaction/${encodeURIComponent(ticket.uid)}`
    answer = await fetch(`${path}/${action}`, {
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
  return readResult(await answer.json().catch(() => null), location.origin) as Result<never>
}

export const act: Act<SignInActions> = post

/** `envelope` is whatever JSON came back; anything that is not the promised shape is `garbled`. */
export function readResult(envelope: unknown, origin: string): Result {
  const { code, message, data } = (envelope ?? {}) as { code?: unknown; message?: unknown; data?: unknown }
  if (code === 410) return { kind: 'expired' }
  if (code === 200) return readSuccess((data ?? {}) as Record<string, unknown>)
  if (typeof code !== 'number' || typeof message !== 'string' || message === '') return { kind: 'garbled' }
  const why = renewals.get(code)
  const { token } = (data ?? {}) as { token?: unknown }
  if (why && typeof token === 'string') return { kind: 'renewal', renewal: { why, token } }
  const asked = code === 1635 || code === 1636 ? askedFactor(data) : null
  if (asked) return { kind: 'factor', asked }
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
