import type { Question } from '#domain/shape/verb.ts'
import type { Reader } from '#platform/database/database.ts'
import type { Channel } from './message.ts'
import type { Routes } from './routes.ts'

/** Kinds of address that codes can be sent to. */
export type CodeKind = 'email' | 'phone'

const channels: Record<CodeKind, Channel> = { email: 'mail', phone: 'sms' }

/**
 * To which kinds of address a pool can send codes. While the operator has configured no sender that is every kind, for people who
 * try the server out and read the outbox, and a pool's own sender of one kind takes the other from nobody; then only those
 * with a sender, the platform's or the pool's: nobody waits for a text that stays with us.
 */
export async function reachableKinds(reader: Reader, messages: Routes, userPoolId: string): Promise<CodeKind[]> {
  const kinds: CodeKind[] = ['email', 'phone']
  if (kinds.every((kind) => messages.usesOutbox(channels[kind]))) return kinds
  const sends = (kind: CodeKind) =>
    !messages.usesOutbox(channels[kind]) || messages.hasProvider(reader, userPoolId, channels[kind])
  const able = await Promise.all(kinds.map(sends))
  return kinds.filter((_, index) => able[index])
}

/** The same as a question. */
export const codeKinds: Question<object, CodeKind[]> = {
  name: 'message.code-kinds',
  admits: 'anyone',
  answer: ({ reader, pool, ports }) => reachableKinds(reader, ports.messages, pool.id),
}
