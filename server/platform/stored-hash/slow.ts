import { type BinaryLike, pbkdf2, type ScryptOptions, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { verify as verifyArgon2 } from '@node-rs/argon2'
import { verify as verifyBcrypt } from '@node-rs/bcrypt'
import { costLimits, decodeBase64, decodeDigest, isSame, type StoredHash } from './form.ts'

const derivePbkdf2 = promisify(pbkdf2)
const deriveScrypt = promisify<BinaryLike, BinaryLike, number, ScryptOptions, Buffer>(scrypt)

/** Hashes that were made for passwords, in the forms in which other programs write them. */
export function readSlowHash(text: string): StoredHash | null {
  return readArgon2(text) ?? readBcrypt(text) ?? readScrypt(text) ?? readPbkdf2(text)
}

function readArgon2(text: string): StoredHash | null {
  const read =
    /^\$(argon2(?:id|i|d))\$(?:v=(?:16|19)\$)?m=(\d{1,9}),t=(\d{1,7}),p=(\d{1,3})\$[A-Za-z0-9+/]{11,200}\$[A-Za-z0-9+/]{16,200}$/.exec(
      text,
    )
  if (!read) return null
  const [memory, passes, lanes] = [Number(read[2]), Number(read[3]), Number(read[4])]
  if (memory > costLimits.memoryKiB || memory * passes > costLimits.argon2Work || lanes > costLimits.lanes) return null
  if (passes < 1 || lanes < 1 || memory < 8 * lanes) return null
  return { algorithm: read[1] ?? '', matches: (password) => verifyArgon2(text, password) }
}

/** It reads 72 bytes, and in some programs only up to the first NUL. */
function isWholeInBcrypt(password: string): boolean {
  return Buffer.byteLength(password) <= 72 && !password.includes('\0')
}

function readBcrypt(text: string): StoredHash | null {
  const read = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/.exec(text)
  const cost = Number(read?.[1])
  if (!read || cost < 4 || cost > costLimits.bcryptCost) return null
  return { algorithm: 'bcrypt', matches: (password) => verifyBcrypt(password, text), readsWhole: isWholeInBcrypt }
}

/** `$scrypt$ln=15,r=8,p=1$<salt>$<key>`, both base64. */
function readScrypt(text: string): StoredHash | null {
  const read = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,3}),p=(\d{1,3})\$([^$]+)\$([^$]+)$/.exec(text)
  if (!read) return null
  const [ln, r, p] = [Number(read[1]), Number(read[2]), Number(read[3])]
  const [salt, key] = [decodeBase64(read[4] ?? ''), decodeBase64(read[5] ?? '')]
  const N = 2 ** ln
  if (ln < 1 || r < 1 || p < 1 || N * r * p > costLimits.scryptWork || (N * r) / 8 > costLimits.memoryKiB) return null
  if (!salt || !key || key.length < 16) return null
  return {
    algorithm: 'scrypt',
    async matches(password) {
      const options = { N, r, p, maxmem: 128 * N * r + 128 * r * p + 1_048_576 }
      return isSame(await deriveScrypt(password, salt, key.length, options), key)
    },
  }
}

const keySizes: Record<string, number> = { sha1: 20, sha256: 32, sha512: 64 }

interface Pbkdf2 {
  digest: string
  iterations: number
  salt: Buffer | null
  key: Buffer | null
}

/**
 * `$pbkdf2-sha256$i=600000$<salt>$<key>` (PHC), the same without `i=` (Passlib; there `$pbkdf2$` is SHA-1), and
 * `pbkdf2_sha256$600000$<salt>$<key>` (Django, where the salt is text as it stands).
 */
function readPbkdf2(text: string): StoredHash | null {
  const read = readPhcPbkdf2(text) ?? readDjangoPbkdf2(text)
  if (!read?.salt || !read.key || read.iterations < 1 || read.iterations > costLimits.iterations) return null
  const { digest, iterations, salt, key } = read
  return {
    algorithm: `pbkdf2-${digest}`,
    matches: async (password) => isSame(await derivePbkdf2(password, salt, iterations, key.length, digest), key),
  }
}

function readPhcPbkdf2(text: string): Pbkdf2 | null {
  const read = /^\$pbkdf2(?:-(sha1|sha256|sha512))?\$(?:i=)?(\d{1,8})(?:,l=\d{1,3})?\$([^$]+)\$([^$]+)$/.exec(text)
  if (!read) return null
  const digest = read[1] ?? 'sha1'
  const key = decodeBase64(read[4] ?? '')
  const isLong = key !== null && key.length >= 16 && key.length <= 64
  return { digest, iterations: Number(read[2]), salt: decodeBase64(read[3] ?? ''), key: isLong ? key : null }
}

function readDjangoPbkdf2(text: string): Pbkdf2 | null {
  const read = /^pbkdf2_(sha1|sha256|sha512)\$(\d{1,8})\$([^$]+)\$([^$]+)$/.exec(text)
  if (!read) return null
  const digest = read[1] ?? ''
  const key = decodeDigest(read[4] ?? '', keySizes[digest] ?? -1)
  return { digest, iterations: Number(read[2]), salt: Buffer.from(read[3] ?? ''), key }
}
