import { deleteArtifactsOf } from '#domain/entry/oidc-artifact/artifact-store.ts'
import { endEverySession } from '#domain/entry/session/end-every.ts'
import { forgetSubjects } from '#domain/ground/permission/grant-store.ts'
import { forgetTargets } from '#domain/people/custom-field/forget-targets.ts'
import { forgetPictures } from '#domain/people/file/picture.ts'
import { deleteUsers, lockUsers } from '#domain/people/user/user-store.ts'
import type { Context } from '#domain/shape/verb.ts'

/**
 * Takes people out of the world: sessions, grants and tokens of OpenID Connect, then the account with everything that
 * hangs on it. Their identifiers are free again. Answers the ids of those who existed.
 */
export async function removePeople(
  context: Pick<Context, 'tx' | 'pool' | 'now' | 'changed'>,
  ids: string[],
): Promise<string[]> {
  const { tx, pool, changed } = context
  // The person before their sessions, as everybody locks them.
  await lockUsers(tx, pool.id, ids)
  await endEverySession(context, ids)
  for (const grant of await deleteArtifactsOf(tx, pool.id, ids)) changed(`grant:${grant}`)
  const removed = await deleteUsers(tx, pool.id, ids)
  await forgetTargets(tx, pool.id, 'USER', removed)
  await forgetPictures(context, removed)
  await forgetSubjects(tx, pool.id, 'USER', removed)
  for (const id of removed) changed(`user:${pool.id}:${id}`)
  return removed
}
