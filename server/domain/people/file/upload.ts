import { createHash, randomBytes } from 'node:crypto'
import { refuse } from '@menshen/contract/errors'
import type { Admission } from '#domain/shape/caller.ts'
import { type Domain, groundOf } from '#domain/shape/domain.ts'
import { type Hints, shownBy } from '#domain/shape/hints.ts'
import type { RequestContext } from '#domain/shape/request-context.ts'
import { nothingToPrepare, type QuietVerb, type Verb } from '#domain/shape/verb.ts'
import type { Limit } from '#platform/limits/limits.ts'
import { networkOf } from '#platform/network.ts'
import { fileTypes } from './file-storage.ts'
import { type Image, longestSide, readImage } from './read-image.ts'
import { countWaitingBytes, insertFile } from './stored-file-store.ts'

export interface Upload {
  folder: string
  /** Reads the bytes, at most so many: called only when the caller may upload. */
  read(maxBytes: number): Promise<Buffer>
}

export interface Uploaded {
  key: string
  url: string
}

const hour = 3_600
/** How long a file waits to become somebody's picture. */
const waitMs = 86_400_000
/** Bytes of a pool that may wait: strangers come from many addresses, and the disk is everybody's. */
const mostWaiting = 1_000_000_000

/**
 * Counts an upload that begins. 429 over 10 an hour of a person or of a stranger's address, 600 of the administrators, and while
 * too much of the pool waits to be used.
 */
function begin(admits: Admission): QuietVerb<object, void> {
  return {
    name: 'file.begin-upload',
    admits,
    quiet: 'it counts uploads; the file tells of itself',
    prepare: nothingToPrepare,
    async run(context) {
      const { tx, limits, now } = context
      for (const limit of limitsOf(context)) if (!(await limits.hit(tx, limit, now)).allowed) refuse(429)
      const { caller, pool } = context
      if (caller.kind !== 'manager' && (await countWaitingBytes(tx, pool.id)) >= mostWaiting) refuse(429)
    },
  }
}

function limitsOf({ caller, client, pool }: RequestContext): Limit[] {
  const of = (key: string, limit: number) => ({ userPoolId: pool.id, key: `upload:${key}`, windowSeconds: hour, limit })
  if (caller.kind === 'manager') return [of('manager', 600)]
  if (caller.kind === 'user') return [of(`user:${caller.userId}`, 10)]
  return [of(`address:${networkOf(client.ip)}`, 10), of('stranger', 300)]
}

/** Writes down a file that is about to be stored, and answers its name. */
function record(admits: Admission): Verb<'file.uploaded', { folder: string; image: Image }, string> {
  return {
    name: 'file.upload',
    admits,
    emits: ['file.uploaded'],
    prepare: nothingToPrepare,
    async run({ tx, pool, caller, now, emit }, { folder, image }) {
      const name = `${folder}/${nameOf(image)}`
      await insertFile(
        tx,
        {
          userPoolId: pool.id,
          name,
          ownerId: caller.kind === 'user' ? caller.userId : null,
          byteCount: image.bytes.length,
          deleteAfter: caller.kind === 'manager' ? null : new Date(now.getTime() + waitMs),
        },
        now,
      )
      emit('file.uploaded', { fileId: name })
      return `${pool.id}/${name}`
    },
  }
}

/** Says what is in it, so that it never changes, and cannot be guessed. */
function nameOf({ bytes, kind }: Image): string {
  return `${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}-${randomBytes(16).toString('hex')}.${kind}`
}

const ways = {
  caller: { begin: begin('any user or manager'), record: record('any user or manager') },
  stranger: { begin: begin('anyone'), record: record('anyone') },
}

/**
 * Takes in a picture and answers where it is. The official browser client sends no token with one, so strangers may upload
 * too; what they and people upload is thrown away after a day, unless it has become somebody's picture by then. Order of
 * refusals: 400 the folder, who the caller is, 429, what `read` says, 400 no picture.
 */
export async function upload(domain: Domain, hints: Hints, { folder, read }: Upload): Promise<Uploaded> {
  if (!/^[a-z][a-z0-9-]{0,31}$/.test(folder))
    refuse(400, { variant: 'signs', values: { field: 'folder', min: 1, max: 32, signs: '-' } })
  const way = shownBy(hints) || hints.signature ? ways.caller : ways.stranger
  await domain.call(way.begin, hints, {})
  const { storage, maxBytes } = groundOf(domain).ports.files
  const image = readImage(await read(maxBytes)) ?? noPicture()
  const key = await domain.call(way.record, hints, { folder, image })
  await storage.put(key, image.bytes, fileTypes[image.kind])
  return { key, url: `${hints.origin}/files/${key}` }
}

function noPicture(): never {
  return refuse(400, { variant: 'picture', values: { side: longestSide } })
}
