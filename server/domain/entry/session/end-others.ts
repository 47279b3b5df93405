import type { Context } from '#domain/shape/verb.ts'
import { endSessions } from './end-every.ts'

/** Signs a person out everywhere but in the session in use: what they have changed may have been known to somebody else. */
export async function endOtherSessions(
  context: Pick<Context, 'tx' | 'pool' | 'now' | 'changed' | 'caller'>,
  userId: string,
): Promise<void> {
  const { caller } = context
  const except = caller.kind === 'user' && caller.userId === userId ? caller.sessionId : undefined
  await endSessions(context, [userId], { except })
}
