// A keep-alive HTTP/1.1 connection that does as little as it can, so that the client leaves the processor to the server.
import { connect } from 'node:net'

export interface Answer {
  status: number
  /** Status line and headers. */
  head: string
  body: Buffer
}

export interface Connection {
  /** Sends one whole request and answers what came back; one at a time. Rejects when the connection breaks. */
  send(request: Buffer): Promise<Answer>
  close(): void
}

export async function openConnection(origin: string): Promise<Connection> {
  const { hostname, port } = new URL(origin)
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  let waiting: { resolve(answer: Answer): void; reject(error: Error): void } | null = null
  let received = Buffer.alloc(0)

  socket.on('data', (chunk) => {
    received = received.length > 0 ? Buffer.concat([received, chunk]) : chunk
    const answer = readAnswer(received)
    if (!answer) return
    received = Buffer.alloc(0)
    waiting?.resolve(answer)
    waiting = null
  })
  const broken = (error?: Error) => {
    waiting?.reject(error ?? new Error('the server closed the connection'))
    waiting = null
  }
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  socket.on('error', broken)
  socket.on('close', () => broken())

  return {
    send(request) {
      return new Promise((resolve, reject) => {
        if (socket.destroyed) return reject(new Error('the connection is closed'))
        waiting = { resolve, reject }
        socket.write(request)
      })
    },
    close: () => void socket.destroy(),
  }
}

const endOfHead = Buffer.from('\r\n\r\n')

/** Null while something is missing. */
function readAnswer(bytes: Buffer): Answer | null {
  const end = bytes.indexOf(endOfHead)
  if (end < 0) return null
  const head = bytes.toString('latin1', 0, end)
  const status = Number(head.slice(9, 12))
  const from = end + endOfHead.length
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  if (length !== undefined) {
    const to = from + Number(length)
    return bytes.length >= to ? { status, head, body: bytes.subarray(from, to) } : null
  }
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) return { status, head, body: bytes.subarray(from) }
  const body = readChunks(bytes, from)
  return body && { status, head, body }
}

/** RFC 9112 section 7.1, without trailers. */
function readChunks(bytes: Buffer, from: number): Buffer | null {
  const parts: Buffer[] = []
  for (let at = from; ; ) {
    const line = bytes.indexOf('\r\n', at)
    if (line < 0) return null
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16)
    const next = line + 2 + size + 2
    if (bytes.length < next) return null
    if (size === 0) return Buffer.concat(parts)
    parts.push(bytes.subarray(line + 2, line + 2 + size))
    at = next
  }
}

/** The value of a header, or null. */
export function headerOf({ head }: Answer, name: string): string | null {
  return new RegExp(`\\r\\n${name}: *([^\\r\\n]*)`, 'i').exec(head)?.[1] ?? null
}
