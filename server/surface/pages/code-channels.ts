import type { Domain } from '#domain/domain.ts'
import type { Channel } from '#domain/message/message.ts'

export type CodeKind = 'email' | 'phone'

const channels: Record<CodeKind, Channel> = { email: 'mail', phone: 'sms' }

/**
 * To which kinds of address this pool can send codes. While nothing at all is configured that is every kind, for whoever
 * tries the server out and reads the outbox; then only those with a sender: nobody waits for a text that stays with us.
 */
export async function codeKinds({ tools, unit }: Domain, userPoolId: string): Promise<CodeKind[]> {
  const { messages } = tools
  const kinds: CodeKind[] = ['email', 'phone']
  const sends = (kind: CodeKind) =>
    !messages.usesOutbox(channels[kind]) || messages.hasProvider(unit.look, userPoolId, channels[kind])
  const able = await Promise.all(kinds.map(sends))
  return able.includes(true) ? kinds.filter((_, index) => able[index]) : kinds
}
