/** A request to a vendor. The URL never holds a secret or a phone number: URLs end up in other people's logs. */
export interface OutgoingRequest {
  url: string
  headers: Record<string, string>
  body: string
}

export interface OutgoingAnswer {
  status: number
  /** The body, at most as long as the bound. */
  text: string
}

/** Posts to a vendor and reads the answer, both bounded. Redirects are answers like any other. Throws `OutgoingFailure`. */
export type OutgoingFetch = (request: OutgoingRequest) => Promise<OutgoingAnswer>

export class OutgoingFailure extends Error {
  override readonly name = 'OutgoingFailure'
  readonly kind: 'unreachable' | 'timeout' | 'too-large'

  constructor(kind: OutgoingFailure['kind']) {
    super(kind)
    this.kind = kind
  }
}

/** `timeoutMs` bounds connecting, sending and reading together; `maxBytes` the answer's body. */
export function createOutgoingFetch({ timeoutMs = 10_000, maxBytes = 65_536 } = {}): OutgoingFetch {
  return async ({ url, headers, body }) => {
    const signal = AbortSignal.timeout(timeoutMs)
    try {
      // A redirect is not followed: the signature is for one address, and the next could be inside our own network.
      const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal })
      return { status: response.status, text: await readBounded(response, maxBytes) }
    } catch (error) {
      if (error instanceof OutgoingFailure) throw error
      throw new OutgoingFailure(signal.aborted ? 'timeout' : 'unreachable')
    }
  }
}

async function readBounded(response: Response, maxBytes: number): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  // Leaving the loop by an error cancels the stream, and with it the connection.
  for await (const part of response.body ?? []) {
    size += part.byteLength
    if (size > maxBytes) throw new OutgoingFailure('too-large')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
