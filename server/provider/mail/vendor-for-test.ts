import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import type { TestCertificate } from './certificate-for-test.ts'

/** What a vendor was asked. */
export interface Asked {
  path: string
  headers: IncomingHttpHeaders
  body: string
}

export interface Answer {
  status?: number
  headers?: Record<string, string>
  body?: unknown
  /** The request is never answered. */
  silent?: true
}

const closers: (() => Promise<unknown>)[] = []
after(async () => {
  for (const close of closers) await close()
})

/** Starts an HTTP (with a certificate: HTTPS) API on loopback that answers as `answer` says; it ends with the test file. */
export async function startVendor(answer: (asked: Asked) => Answer, certificate?: TestCertificate): Promise<string> {
  const listener: RequestListener = async (request, response) => {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += chunk
    const told = answer({ path: request.url ?? '', headers: request.headers, body })
    if (told.silent) return
    response.writeHead(told.status ?? 200, told.headers)
    response.end(told.body === undefined ? '' : typeof told.body === 'string' ? told.body : JSON.stringify(told.body))
  }
  const server = certificate ? createSecureServer(certificate, listener) : createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })
  return `http${certificate ? 's' : ''}://127.0.0.1:${(server.address() as AddressInfo).port}`
}
