import { type CodeKind, reachableKinds } from '#domain/messaging/message/reachable-kinds.ts'
import type { Ground } from '#domain/shape/domain.ts'

export type { CodeKind } from '#domain/messaging/message/reachable-kinds.ts'

/** To which kinds of address this pool can send codes. */
export function codeKinds({ tools, unit }: Ground, userPoolId: string): Promise<CodeKind[]> {
  return reachableKinds(unit.look, tools.messages, userPoolId)
}
