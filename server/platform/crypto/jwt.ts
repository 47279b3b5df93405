import { createHmac, type KeyObject, sign, timingSafeEqual, verify } from 'node:crypto'
import { promisify } from 'node:util'
import { LRUCache } from 'lru-cache'

/** The signature algorithms of RFC 7518 and RFC 8037 that we make and accept. There is no `none`. */
export type Algorithm = 'HS256' | 'RS256' | 'ES256' | 'EdDSA'

export interface JwtHeader {
  alg: Algorithm
  typ?: string
  kid?: string
}

export type Claims = Record<string, unknown>

/** A token as it came, not yet believed. */
export interface ParsedJwt {
  token: string
  header: JwtHeader
  claims: Claims
  signed: string
  signature: Buffer
}

const signAsync = promisify<string | null, Buffer, object, Buffer>(sign as never)
const hashes = { RS256: 'sha256', ES256: 'sha256', EdDSA: null } as const
/** More than any token of ours; a longer one is refused before it is decoded. */
const maxLength = 16_384

/**
 * Tokens whose signature was found good, and under which key: neither can change, and together with the parsing they are
 * a quarter of what a look at a login status costs. Only tokens of ours get in, about 4,000 of them in 20 MB.
 */
const proven = new LRUCache<string, { jwt: ParsedJwt; key: string | KeyObject }>({
  maxSize: 20_000_000,
  sizeCalculation: (_proof, token) => token.length * 4,
})

function isProven(jwt: ParsedJwt, key: string | KeyObject, check: () => boolean): boolean {
  if (proven.get(jwt.token)?.key === key) return true
  if (!check()) return false
  Object.freeze(jwt.claims)
  proven.set(jwt.token, { jwt, key })
  return true
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

/** Base64url as RFC 7515 section 2 has it: one text for each value, so that no token can be written in two ways. */
function decode(part: string): Buffer {
  const bytes = Buffer.from(part, 'base64url')
  if (bytes.toString('base64url') !== part) throw new SyntaxError('no base64url')
  return bytes
}

function hmac(secret: string, signed: string): Buffer {
  return createHmac('sha256', secret).update(signed).digest()
}

/** Signs under a shared secret (HS256). */
export function signWithSecret(claims: Claims, secret: string, typ = 'JWT'): string {
  const signed = `${encode({ alg: 'HS256', typ })}.${encode(claims)}`
  return `${signed}.${hmac(secret, signed).toString('base64url')}`
}

/** Signs under a private key, on the thread pool, because an RSA signature costs a quarter of a millisecond. */
export async function signWithKey(claims: Claims, header: JwtHeader, key: KeyObject): Promise<string> {
  const signed = `${encode(header)}.${encode(claims)}`
  const hash = hashes[header.alg as keyof typeof hashes]
  const signature = await signAsync(hash, Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' })
  return `${signed}.${signature.toString('base64url')}`
}

/** Takes a compact JWS apart (RFC 7515 section 7.1), or null when it is none. Nothing in it may be believed yet. */
export function parseJwt(token: string): ParsedJwt | null {
  const known = proven.get(token)
  if (known) return known.jwt
  const parts = token.length <= maxLength ? token.split('.') : []
  if (parts.length !== 3) return null
  const [head, body, signature] = parts as [string, string, string]
  try {
    const header: unknown = JSON.parse(decode(head).toString())
    const claims: unknown = JSON.parse(decode(body).toString())
    if (!isObject(header) || !isObject(claims) || 'crit' in header) return null
    return {
      token,
      header: header as unknown as JwtHeader,
      claims,
      signed: `${head}.${body}`,
      signature: decode(signature),
    }
  } catch {
    return null
  }
}

function isObject(value: unknown): value is Claims {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** True when the token was signed with HS256 under this secret. The algorithm is ours to expect, never the token's to choose. */
export function signedWithSecret(jwt: ParsedJwt, secret: string): boolean {
  if (jwt.header.alg !== 'HS256' || jwt.signature.length !== 32) return false
  return isProven(jwt, secret, () => timingSafeEqual(hmac(secret, jwt.signed), jwt.signature))
}

/** True when the token was signed with exactly `algorithm` under this public key. */
export function signedWithKey(jwt: ParsedJwt, algorithm: Exclude<Algorithm, 'HS256'>, key: KeyObject): boolean {
  if (jwt.header.alg !== algorithm || jwt.signature.length === 0) return false
  const check = () =>
    verify(hashes[algorithm], Buffer.from(jwt.signed), { key, dsaEncoding: 'ieee-p1363' }, jwt.signature)
  return isProven(jwt, key, check)
}
