import type { Language } from '@menshen/contract/language'
import type { Centre } from '@menshen/contract/pages/centre'
import type { CentreAction, CentreActions } from '@menshen/contract/pages/centre-actions'
import { type Result, readResult } from '../act.ts'

const side = 512

/**
 * The middle of a picture as a square that no page shows larger; null for what the browser cannot read. What a camera
 * writes into its files, such as the place, does not come along.
 */
export async function squareOf(file: Blob): Promise<Blob | null> {
  const picture = await createImageBitmap(file).catch(() => null)
  if (!picture) return null
  const { width, height } = picture
  const edge = Math.min(width, height)
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = Math.min(edge, side)
  const [left, top] = [(width - edge) / 2, (height - edge) / 2]
  canvas.getContext('2d')?.drawImage(picture, left, top, edge, edge, 0, 0, canvas.width, canvas.height)
  picture.close()
  return new Promise((resolve) => canvas.toBlob(resolve, file.type === 'image/png' ? 'image/png' : 'image/jpeg', 0.9))
}

const action = 'save-photo' satisfies CentreAction
type Told = CentreActions[typeof action]['told']

/** The body is the picture itself, which no form of another site can send. */
export async function sendPhoto({ actions, csrf }: Centre, language: Language, photo: Blob): Promise<Result<Told>> {
  try {
    const answer = await fetch(`${actions}/${action}`, {
      method: 'POST',
      headers: { 'content-type': photo.type, 'x-menshen-csrf': csrf, 'x-authing-lang': language },
      body: photo,
      signal: AbortSignal.timeout(60_000),
    })
    return readResult(await answer.json().catch(() => null), location.origin) as Result<Told>
  } catch {
    return { kind: 'unreachable' }
  }
}
