import { type IncomingHttpHeaders, request } from 'node:http'

export interface Asked {
  method?: string | undefined
  /** A path, or a whole address for the absolute form of a request target. */
  path: string
  /** As they go over the wire, repeated ones too; a `Host` is among them or there is none. */
  headers: readonly (readonly [string, string])[]
  body?: object | undefined
}

export interface Answered {
  status: number
  headers: IncomingHttpHeaders
  text: string
}

/** Asks a server on loopback under whatever host name, which `fetch` does not let one choose. */
export function askAt(port: number, { method = 'GET', path, headers, body }: Asked): Promise<Answered> {
  const content = body && JSON.stringify(body)
  const lines = [
    ...headers,
    ...(content ? [['content-type', 'application/json'] as const] : []),
    ...(content ? [['content-length', String(Buffer.byteLength(content))] as const] : []),
  ]
  return new Promise((resolve, reject) => {
    const asking = request(
      { host: '127.0.0.1', port, path, method, headers: lines.flat(), setHost: false },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (part) => (text += part))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }))
      },
    )
    asking.on('error', reject).end(content)
  })
}
