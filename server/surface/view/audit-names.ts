import type { Language } from '@menshen/contract/errors'
import { type EventName, wordsOf } from '@menshen/contract/events'
import { type AuditRecord, customPrefix } from '#domain/ground/audit/audit-record.ts'

/** What the clients of the protocol call an event or an administrator’s operation, where they have a name; every other goes by ours. */
const wireNames: Readonly<Record<string, string>> = {
  'user.registered': 'register',
  'user.signed-out': 'logout',
  'user.deleted': 'deleteAccount',
  'user.profile-changed': 'updateUserinfo',
  'user.token-refreshed': 'refreshToken',
  'user.email-bound': 'bindEmail',
  'user.email-changed': 'updateEmail',
  'user.email-unbound': 'unbindEmail',
  'user.phone-bound': 'bindPhone',
  'user.phone-changed': 'updatePhone',
  'user.phone-unbound': 'unbindPhone',
  'user.address-proven': 'verifyAddress',
  'user.address-given-up': 'giveUpAddress',
  'user.password-changed': 'updatePassword',
  'user.factor-passed': 'verifyMfa',
  'user.factor-added': 'bindMfa',
  'user.factor-removed': 'unbindMFA',
  'user.identity-unlinked': 'unlinkIdentity',
  'user.accounts-linked': 'linkAccount',
  'user.linked-away': 'linkedAway',
  'user.linking-undone': 'undoLinking',
  'user.restored': 'restoreAccount',
  'user.consent-given': 'giveConsent',
  'user.consent-withdrawn': 'withdrawConsent',
  'user.sessions-ended': 'endSessions',
  'user.pool-secret-rotated': 'refreshLostSecret',
  'user.create': 'createUser',
  'user.update': 'updateUser',
  'user.delete': 'deleteUser',
  'session.refresh': 'refreshToken',
  'application.rotate-secret': 'refreshSecret',
  'pool.create': 'createUserpool',
  'pool.update': 'userpool:UpdateConfig',
  'pool.delete': 'deleteUserpool',
  'session.end-management-token': 'endManagementToken',
  'session.end-other-management-tokens': 'endOtherManagementTokens',
  'pool.rotate-lost-secret': 'refreshLostSecret',
  'pool.rotate-secret': 'refreshUserpoolSecret',
}

/** Which event says what an operation is, where its record does not: a sign-in, and records of servers of before. */
const eventOf: Readonly<Record<string, EventName>> = {
  login: 'user.signed-in',
  'user.create': 'user.created',
  'user.update': 'user.updated',
  'user.delete': 'user.removed',
  'session.refresh': 'user.token-issued',
  'application.rotate-secret': 'application.secret-rotated',
  'pool.create': 'pool.created',
  'pool.update': 'pool.updated',
  'pool.delete': 'pool.deleted',
  'session.end-management-token': 'management-token.ended',
  'session.end-other-management-tokens': 'management-token.others-ended',
  'pool.rotate-lost-secret': 'pool.lost-secret-rotated',
  'pool.rotate-secret': 'pool.secret-rotated',
}

/** Names of the protocol that mean the same here. */
const synonyms: Readonly<Record<string, string>> = { deleteUsers: 'deleteUser', updateUserProfile: 'updateUserinfo' }

/** The name of what a record says, and what it is in words: those of the event that it is, or that it led to first. */
export function encodeOperation(
  { operation, details }: Pick<AuditRecord, 'operation' | 'details'>,
  language: Language,
): { name: string; description: string } {
  const isCustom = operation.startsWith(customPrefix)
  const own = isCustom ? operation.slice(customPrefix.length) : operation
  const event = entryOf(eventOf, operation) ?? firstEvent(details)
  const words = isCustom ? undefined : (wordsOf(operation) ?? wordsOf(event ?? ''))
  return { name: entryOf(wireNames, operation) ?? own, description: words?.[language === 'zh-CN' ? 'zh' : 'en'] ?? own }
}

/** What was refused may have been any of several. */
function firstEvent(details: AuditRecord['details']): string | undefined {
  const { events, attempted } = (details ?? {}) as { events?: string[]; attempted?: string[] }
  return events?.[0] ?? (attempted?.length === 1 ? attempted[0] : undefined)
}

const entryOf = <Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined

/** All that a caller may mean by a name: the protocol's, ours, or the type of an event of the pool's own. */
export function decodeOperation(asked: string): string[] {
  const meant = entryOf(synonyms, asked) ?? asked
  const known = Object.entries(wireNames).flatMap(([operation, wire]) => (wire === meant ? operation : []))
  return [...(known.length > 0 ? known : [asked]), customPrefix + asked]
}
