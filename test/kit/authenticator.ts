// An authenticator in memory, for what a browser would not let a test do: answer for another site, twice, or with a counter
// that runs backwards. Attestation "none", ES256 (WebAuthn sections 6.1, 6.5.1 and 8.7).
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

interface Options {
  challenge: string
  rp?: { id?: string }
  rpId?: string
  user?: { id: string }
}

interface Answering {
  /** Of the page that the browser believes to be on. */
  origin: string
  counter?: number
  userVerified?: boolean
  userHandle?: string | null
  rpId?: string
  fmt?: string
  attStmt?: Buffer
}

export interface Authenticator {
  id: string
  userHandle: string
  create(options: Options, answering: Answering): object
  get(options: Options, answering: Answering): { response: Record<string, unknown> }
}

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest()
const coded = (bytes: Buffer) => bytes.toString('base64url')

/** An unsigned number with its CBOR major type (RFC 8949 section 3). */
function head(major: number, value: number): Buffer {
  const type = major << 5
  if (value < 24) return Buffer.of(type | value)
  return value < 256 ? Buffer.of(type | 24, value) : Buffer.of(type | 25, value >> 8, value & 255)
}

const text = (value: string) => Buffer.concat([head(3, value.length), Buffer.from(value)])
const bytes = (value: Buffer) => Buffer.concat([head(2, value.length), value])
const emptyMap = head(5, 0)

/** EC2 key, ES256, P-256 (RFC 9053 section 7.1). */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  const point = [x, y].map((part) => bytes(Buffer.from(part, 'base64url')))
  const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = point
  // {1: 2, 3: -7, -1: 1, -2: x, -3: y}
  return Buffer.concat([Buffer.of(0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21), first, Buffer.of(0x22), second])
}

export function newAuthenticator(): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(32)
  let handle = ''

  function authenticatorData(rpId: string, { counter = 0, userVerified = true }: Answering, attested: Buffer): Buffer {
    const flags = 1 | (userVerified ? 4 : 0) | (attested.length > 0 ? 64 : 0)
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    return Buffer.concat([sha256(rpId), Buffer.of(flags), count, attested])
  }

  const clientData = (type: string, { challenge }: Options, { origin }: Answering) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))

  return {
    id: coded(id),
    get userHandle() {
      return handle
    },
    create(options, answering) {
      handle = options.user?.id ?? ''
      const length = Buffer.of(id.length >> 8, id.length & 255)
      const attested = Buffer.concat([Buffer.alloc(16), length, id, coseKey(publicKey)])
      const authData = authenticatorData(answering.rpId ?? options.rp?.id ?? '', answering, attested)
      const { fmt = 'none', attStmt = emptyMap } = answering
      const object = [head(5, 3), text('fmt'), text(fmt), text('attStmt'), attStmt, text('authData'), bytes(authData)]
      const response = {
        clientDataJSON: coded(clientData('webauthn.create', options, answering)),
        attestationObject: coded(Buffer.concat(object)),
        transports: ['internal', 'made-up'],
      }
      return { id: coded(id), rawId: coded(id), type: 'public-key', response, clientExtensionResults: {} }
    },
    get(options, answering) {
      const authData = authenticatorData(answering.rpId ?? options.rpId ?? '', answering, Buffer.alloc(0))
      const client = clientData('webauthn.get', options, answering)
      const signature = sign('sha256', Buffer.concat([authData, sha256(client)]), privateKey)
      const userHandle = answering.userHandle === undefined ? handle : answering.userHandle
      const response = {
        clientDataJSON: coded(client),
        authenticatorData: coded(authData),
        signature: coded(signature),
        ...(userHandle !== null && { userHandle }),
      }
      return { id: coded(id), rawId: coded(id), type: 'public-key', response, clientExtensionResults: {} } as never
    },
  }
}
