import { type CodeKind, reachableKinds } from '#domain/message/reachable-kinds.ts'
import type { Domain } from '#domain/operations.ts'

export type { CodeKind } from '#domain/message/reachable-kinds.ts'

/** To which kinds of address this pool can send codes. */
export function codeKinds({ tools, unit }: Domain, userPoolId: string): Promise<CodeKind[]> {
  return reachableKinds(unit.look, tools.messages, userPoolId)
}
