import { MailFailure } from '#domain/message/mail-transport.ts'
import { isTlsCode, isUnreachableCode, withoutSecrets } from './failure.ts'
import { boundedFetch, type OutgoingAnswer, type OutgoingFetch, type OutgoingRequest } from './outgoing-fetch.ts'

/** What every HTTP sender needs beside its credentials. */
export interface VendorOptions {
  fetch?: OutgoingFetch
  /** How long an answer may take, in milliseconds. */
  timeoutMs?: number
  now?: () => Date
}

const usualTimeoutMs = 10_000

/** Posts to a vendor's API and gives back any answer below 300. Throws a MailFailure otherwise. */
export async function callVendor(
  { fetch = boundedFetch, timeoutMs = usualTimeoutMs }: VendorOptions,
  secrets: readonly string[],
  request: Pick<OutgoingRequest, 'url' | 'headers' | 'body'>,
): Promise<OutgoingAnswer> {
  const answer = await fetch({ ...request, method: 'POST', timeoutMs }).catch((error) => {
    throw networkFailure(error, secrets)
  })
  if (answer.status >= 300) throw answerFailure(answer, secrets)
  return answer
}

/** The JSON of an answer, an empty object when it is none. */
export function readAnswer(answer: OutgoingAnswer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(answer.body)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/** Throws a permanent `unreachable` MailFailure that names the settings that are empty. */
export function requireSettings(settings: Record<string, string>): void {
  const missing = Object.keys(settings).filter((name) => !settings[name])
  if (missing.length > 0) throw new MailFailure('unreachable', `the mail provider lacks ${missing.join(', ')}`, true)
}

// "Later" in the words of those who say it with another status: Aliyun answers 400 `Throttling.User`.
const later = /throttl|limit\s?exceeded|too many|service\s?(unavailable|busy)|internal\s?error/i

/** True when a vendor's error code means that the same request may succeed later. */
export function isForNow(code: string): boolean {
  return later.test(code)
}

function answerFailure({ status, body }: OutgoingAnswer, secrets: readonly string[]): MailFailure {
  const forNow = status >= 500 || status === 429 || status === 408 || (status === 400 && isForNow(body))
  const kind = status < 400 ? 'unknown' : forNow ? 'refused' : 'rejected'
  return new MailFailure(kind, withoutSecrets(`HTTP ${status}: ${body}`, secrets))
}

function networkFailure(error: Error & { cause?: { code?: string } }, secrets: readonly string[]): MailFailure {
  const code = error.cause?.code ?? ''
  const text = withoutSecrets(`${error.message} ${code}`.trim(), secrets)
  if (error.name === 'TimeoutError' || /TIMEOUT|ETIMEDOUT/.test(code)) return new MailFailure('timeout', text)
  if (isTlsCode(code)) return new MailFailure('tls', text)
  return new MailFailure(isUnreachableCode(code) ? 'unreachable' : 'unknown', text)
}
