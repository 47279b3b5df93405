import { MailFailure } from '#domain/messaging/message/mail-transport.ts'
import { isTlsCode, isUnreachableCode, OutgoingFailure } from '#platform/outgoing/outgoing-failure.ts'
import { outgoingMailFailure, withoutSecrets } from './failure.ts'

/** What the SMTP client puts on its errors. */
interface SmtpError extends Error {
  code?: string
  originalCode?: string
  response?: string
  responseCode?: number
  command?: string
}

/** Codes of the client under which nothing was tried, for lack of a setting. */
const incomplete = new Set(['ECONFIG', 'ENOAUTH'])

/** Classifies an error of the SMTP client. RFC 5321 4.2.1: 4yz is for now, 5yz is for good. */
export function smtpFailure(error: unknown, secrets: readonly string[]): MailFailure {
  if (error instanceof OutgoingFailure) return outgoingMailFailure(error)
  const { code = '', originalCode = '', responseCode, message } = error as SmtpError
  const text = withoutSecrets(message, secrets)
  if (code === 'ETLS' || isTlsCode(originalCode) || isTlsCode(code)) return new MailFailure('tls', text)
  if (responseCode !== undefined && responseCode >= 500) return new MailFailure('rejected', text)
  if (responseCode !== undefined && responseCode >= 400) return new MailFailure('refused', text)
  if (incomplete.has(code) || (code === 'EAUTH' && !responseCode)) return new MailFailure('unreachable', text, true)
  if (code === 'EDNS' || isUnreachableCode(originalCode)) return new MailFailure('unreachable', text)
  if (code === 'ETIMEDOUT' || code === 'EABORT') return new MailFailure('timeout', text)
  return new MailFailure('unknown', text)
}
