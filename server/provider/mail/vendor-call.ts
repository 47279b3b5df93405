import { MailFailure } from '#domain/messaging/message/mail-transport.ts'
import type { OutgoingAnswer, OutgoingFetch, OutgoingRequest } from '#platform/outgoing/outgoing-fetch.ts'
import { outgoingMailFailure, withoutSecrets } from './failure.ts'

/** Posts to a vendor's API and gives back any answer below 300. Throws a MailFailure otherwise. */
export async function callVendor(
  fetch: OutgoingFetch,
  secrets: readonly string[],
  request: OutgoingRequest,
): Promise<OutgoingAnswer> {
  const answer = await fetch(request).catch((error) => {
    throw outgoingMailFailure(error)
  })
  if (answer.status >= 300) throw answerFailure(answer, secrets)
  return answer
}

// "Later" in the words of those who say it with another status: Aliyun answers 400 `Throttling.User`.
const later = /throttl|limit\s?exceeded|too many|service\s?(unavailable|busy)|internal\s?error/i

/** True when a vendor's error code means that the same request may succeed later. */
export function isForNow(code: string): boolean {
  return later.test(code)
}

function answerFailure(answer: OutgoingAnswer, secrets: readonly string[]): MailFailure {
  const { status } = answer
  const body = answer.body.toString()
  const forNow = status >= 500 || status === 429 || status === 408 || (status === 400 && isForNow(body))
  const kind = status < 400 ? 'unknown' : forNow ? 'refused' : 'rejected'
  return new MailFailure(kind, withoutSecrets(`HTTP ${status}: ${body}`, secrets))
}
