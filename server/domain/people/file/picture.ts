import type { Context } from '#domain/shape/verb.ts'
import { keepFile, releaseFilesOf } from './stored-file-store.ts'

/** Answers of others may still name a picture that was replaced. */
const graceMs = 86_400_000

/**
 * Keeps the file that a person's `photo` names, when it is one of ours, and lets the one before it go in a day. To be called
 * in the transaction that writes the profile; `photo` undefined means that it stays as it is.
 */
export async function usePicture(
  { tx, pool, now }: Pick<Context, 'tx' | 'pool' | 'now'>,
  userId: string,
  photo: string | null | undefined,
): Promise<void> {
  if (photo === undefined) return
  const name = nameIn(photo, pool.id)
  if (name) await keepFile(tx, pool.id, name, userId, now)
  await releaseFilesOf(tx, pool.id, [userId], { except: name, after: new Date(now.getTime() + graceMs) })
}

/** Lets go what people had who are being deleted. */
export async function forgetPictures({ tx, pool, now }: Pick<Context, 'tx' | 'pool' | 'now'>, userIds: string[]) {
  await releaseFilesOf(tx, pool.id, userIds, { after: now })
}

/** The file of ours that a `photo` names; null when it is somebody else's. The host does not matter: an address that says it elsewhere keeps nothing but the writer's own file. */
export function nameIn(photo: string | null, userPoolId: string): string | null {
  const path = photo && URL.canParse(photo) ? new URL(photo).pathname : ''
  const start = `/files/${userPoolId}/`
  return path.startsWith(start) ? path.slice(start.length) : null
}
