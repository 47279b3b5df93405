import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SmsMessage } from '#domain/messaging/message/sms-transport.ts'

/** What a vendor received. */
export interface Received {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: string
  form: URLSearchParams
}

/** A vendor on the loopback. `answer` says what it thinks of a request: a status and a body, or `silence`. */
export interface Vendor {
  url: string
  received: Received[]
  answer: (request: Received) => { status?: number; headers?: Record<string, string>; body?: unknown } | 'silence'
  close(): Promise<void>
}

export async function startVendor(): Promise<Vendor> {
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const body = Buffer.concat(parts).toString()
    const { method = '', url: path = '', headers } = request
    const received = { method, path, headers, body, form: new URLSearchParams(body) }
    vendor.received.push(received)
    const answer = vendor.answer(received)
    if (answer === 'silence') return
    response.writeHead(answer.status ?? 200, answer.headers)
    response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const vendor: Vendor = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: [],
    answer: () => ({}),
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
  return vendor
}

export const message: SmsMessage = {
  to: '+8613800138000',
  template: 'verification-code',
  params: { code: '402913', minutes: '5' },
  content: "Your code is 402913. Don't share it (ever)! 验证码",
  language: 'zh-CN',
}

export const templates = { 'verification-code': { id: 'SMS_71390007', params: ['code', 'minutes'] } }
export const now = new Date('2026-03-01T00:30:15.250Z')
export const clock = () => now
