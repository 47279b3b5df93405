import { MailFailure, type MailFailureKind } from '#domain/messaging/message/mail-transport.ts'
import { OutgoingFailure, type OutgoingFailureKind } from '#platform/outgoing/outgoing-failure.ts'

const kinds: Record<OutgoingFailureKind, MailFailureKind> = {
  forbidden: 'unreachable',
  unreachable: 'unreachable',
  tls: 'tls',
  timeout: 'timeout',
  'too-large': 'unknown',
  broken: 'unknown',
}

/** What went wrong on the way, as mails tell it. Trying again does not help against an address that is forbidden. */
export function outgoingMailFailure(error: unknown): MailFailure {
  if (!(error instanceof OutgoingFailure)) throw error
  return new MailFailure(kinds[error.kind], error.message, error.kind === 'forbidden')
}

const maxLength = 500

/** A line for the log: what somebody else said, without our secrets (plain or base64, should they be echoed), and not too long. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  let clean = text
  for (const secret of secrets.filter((secret) => secret !== '')) {
    clean = clean.replaceAll(secret, '***').replaceAll(Buffer.from(secret).toString('base64'), '***')
  }
  return clean.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, maxLength)
}
