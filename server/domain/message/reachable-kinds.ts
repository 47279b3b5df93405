import type { Look } from '#platform/database/database.ts'
import type { Channel } from './message.ts'
import type { Routes } from './routes.ts'

/** Kinds of address that codes can be sent to. */
export type CodeKind = 'email' | 'phone'

const channels: Record<CodeKind, Channel> = { email: 'mail', phone: 'sms' }

/**
 * To which kinds of address a pool can send codes. While nothing at all is configured that is every kind, for whoever
 * tries the server out and reads the outbox; then only those with a sender: nobody waits for a text that stays with us.
 */
export async function reachableKinds(look: Look, messages: Routes, userPoolId: string): Promise<CodeKind[]> {
  const kinds: CodeKind[] = ['email', 'phone']
  const sends = (kind: CodeKind) =>
    !messages.usesOutbox(channels[kind]) || messages.hasProvider(look, userPoolId, channels[kind])
  const able = await Promise.all(kinds.map(sends))
  return able.includes(true) ? kinds.filter((_, index) => able[index]) : kinds
}
