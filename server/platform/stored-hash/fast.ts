import { createHash } from 'node:crypto'
import { costLimits, decodeBase64, decodeDigest, isSame, type StoredHash } from './form.ts'

const sizes: Record<string, number> = { md5: 16, sha1: 20, sha256: 32, sha512: 64 }

/**
 * Digests that were never made for passwords, salted or not:
 * `$sha256$[salt=before|after][,rounds=n]$<salt, base64>$<digest, hexadecimal or base64>`, and the forms of LDAP
 * (`{SSHA}`, `{SSHA256}`, `{SSHA512}`, `{SMD5}`, `{SHA}`, `{MD5}`), which have the salt behind the digest.
 */
export function readFastHash(text: string): StoredHash | null {
  return readDigest(text) ?? readLdap(text)
}

function readDigest(text: string): StoredHash | null {
  const [, algorithm = '', options = '', saltText = '', digestText = ''] =
    /^\$(md5|sha1|sha256|sha512)\$(?:([a-z0-9=,]*)\$)?([^$]*)\$([^$]+)$/.exec(text) ?? []
  const read = readOptions(options)
  const salt = decodeBase64(saltText)
  const digest = decodeDigest(digestText, sizes[algorithm] ?? -1)
  return read && salt && digest ? digestHash(algorithm, { salt, digest, ...read }) : null
}

function readOptions(text: string): { before: boolean; rounds: number } | null {
  const given = new Map(text.split(',').map((part) => part.split('=') as [string, string]))
  const { salt = 'before', rounds = '1', ...others } = Object.fromEntries(given)
  if (Object.keys(others).some((name) => name !== '') || !/^\d{1,6}$/.test(rounds)) return null
  const count = Number(rounds)
  const known = salt === 'before' || salt === 'after'
  return known && count >= 1 && count <= costLimits.rounds ? { before: salt === 'before', rounds: count } : null
}

const ldapNames: Record<string, string> = {
  SSHA: 'sha1',
  SSHA256: 'sha256',
  SSHA512: 'sha512',
  SMD5: 'md5',
  SHA: 'sha1',
  MD5: 'md5',
}

function readLdap(text: string): StoredHash | null {
  const [, scheme = '', encoded = ''] = /^\{([A-Z0-9]+)\}(.+)$/i.exec(text) ?? []
  const algorithm = ldapNames[scheme.toUpperCase()]
  const bytes = algorithm ? decodeBase64(encoded) : null
  const size = sizes[algorithm ?? ''] ?? 0
  if (!algorithm || !bytes || bytes.length < size) return null
  const salted = scheme.toUpperCase().startsWith('S') && scheme.toUpperCase() !== 'SHA'
  if (salted === (bytes.length === size)) return null
  return digestHash(algorithm, {
    salt: bytes.subarray(size),
    digest: bytes.subarray(0, size),
    before: false,
    rounds: 1,
  })
}

interface Digest {
  salt: Buffer
  digest: Buffer
  before: boolean
  rounds: number
}

function digestHash(algorithm: string, { salt, digest, before, rounds }: Digest): StoredHash {
  return {
    algorithm,
    async matches(password) {
      const plain = Buffer.from(password)
      let sum = createHash(algorithm)
        .update(before ? Buffer.concat([salt, plain]) : Buffer.concat([plain, salt]))
        .digest()
      // Each further round is the digest of the one before.
      for (let round = 1; round < rounds; round++) sum = createHash(algorithm).update(sum).digest()
      return isSame(sum, digest)
    },
  }
}
