import type { FileKind } from './file-storage.ts'
import { readGif } from './image/gif.ts'
import { readJpeg } from './image/jpeg.ts'
import type { Measured } from './image/measured.ts'
import { readPng } from './image/png.ts'
import { readWebp } from './image/webp.ts'

export interface Image {
  kind: FileKind
  bytes: Buffer
}

/** Of either side, in pixels: a browser that shows a larger one spends its memory on it. */
export const longestSide = 4096

const readers: [FileKind, (bytes: Buffer) => Measured | null][] = [
  ['png', readPng],
  ['jpg', readJpeg],
  ['gif', readGif],
  ['webp', readWebp],
]

/**
 * A PNG, JPEG, GIF or WebP picture by its structure, whatever its name says; null for anything else, for one that breaks off
 * and for one with sides of more than 4096 pixels. What somebody hung on behind its end is cut off, and so is what a camera or a
 * program wrote into it: nobody tells with their portrait where they live.
 */
export function readImage(bytes: Buffer): Image | null {
  for (const [kind, read] of readers) {
    const measured = attempt(() => read(bytes))
    if (!measured) continue
    const { width, height, parts } = measured
    const sane = [width, height].every((side) => side >= 1 && side <= longestSide)
    return sane ? { kind, bytes: Buffer.concat(parts) } : null
  }
  return null
}

/** A read behind the last byte means that the picture breaks off. */
function attempt<Result>(read: () => Result): Result | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
