// What receives messages in tests: a real SMTP server, and a text message webhook that checks the signature.
import assert from 'node:assert/strict'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, createServer as createNetServer } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { createOutgoingFetch } from '#platform/outgoing/outgoing-fetch.ts'
import { makeMail } from '#server/provider/mail/make-mail.ts'
import { makeSms } from '#server/provider/sms/make-sms.ts'
import { atEndOfFile } from './at-end.ts'
import { until } from './until.ts'

const closers: (() => Promise<unknown>)[] = []
atEndOfFile(async () => {
  for (const close of closers.splice(0)) await close()
})

export interface Mailbox {
  port: number
  mails: ParsedMail[]
  /**
   * Waits for the newest mail to an address that is not among those already read. Notices arrive when they may: where one can
   * be under way, `saying` tells the mail that is meant from it.
   */
  next(address: string, saying?: RegExp): Promise<ParsedMail>
}

/** A mail server on loopback. `options` may make it refuse. */
export async function openMailbox(options: SMTPServerOptions = {}): Promise<Mailbox> {
  const mails: ParsedMail[] = []
  const read = new Set<ParsedMail>()
  const server = new SMTPServer({
    logger: false,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    async onData(stream, _session, done) {
      mails.push(await simpleParser(stream))
      done()
    },
    ...options,
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => new Promise<void>((resolve) => server.close(resolve)))
  const isTo = (mail: ParsedMail, address: string) => [mail.to].flat().some((to) => to?.text.includes(address))
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    async next(address, saying = /(?:)/) {
      const isMeant = (mail: ParsedMail) => isTo(mail, address.toLowerCase()) && saying.test(mail.text ?? '')
      const find = () => mails.findLast((mail) => !read.has(mail) && isMeant(mail))
      await until(() => find() !== undefined)
      const mail = find() as ParsedMail
      read.add(mail)
      return mail
    },
  }
}

export interface Text {
  to: string
  template: string
  params: Record<string, string>
  content: string
}

export interface Phones {
  url: string
  secret: string
  texts: Text[]
  /** The newest text to a number; it was there before the request that caused it was answered. */
  last(to: string): Text
  /** The status of the next answers. */
  status: number
}

/** A webhook on loopback that takes nothing whose signature is wrong. */
export async function openPhones(): Promise<Phones> {
  const secret = 'a secret between the two of us'
  const phones: Phones = {
    url: '',
    secret,
    texts: [],
    status: 200,
    last: (to) => phones.texts.findLast((text) => text.to === to) ?? assert.fail(`no text went to ${to}`),
  }
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    const [, at = '', given = ''] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(request.headers['x-menshen-signature'])) ?? []
    const wanted = createHmac('sha256', secret).update(`${at}.${body}`).digest()
    const good = given !== '' && timingSafeEqual(wanted, Buffer.from(given, 'hex'))
    if (good && phones.status === 200) phones.texts.push(JSON.parse(body))
    response.writeHead(good ? phones.status : 401).end('{}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => new Promise((resolve) => server.close(resolve)))
  phones.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/texts`
  return phones
}

/** Both of them, and senders that reach them. */
export async function openPost() {
  const mailbox = await openMailbox()
  const phones = await openPhones()
  const ground = { fetch: createOutgoingFetch(), clock: () => new Date() }
  const server = { host: '127.0.0.1', port: mailbox.port, tls: 'none', from: 'door@example.com' }
  const mail = makeMail('smtp', server, ground)
  const sms = makeSms('webhook', phones, ground)
  return { mailbox, phones, messages: { mail, sms } }
}

/** A port on which nobody listens: it was free a moment ago. */
export async function closedPort(): Promise<number> {
  const server = createNetServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** The code in a mail or text: the only run of six digits or more. */
export function codeIn(message: ParsedMail | Text): string {
  const text = 'content' in message ? message.content : message.text
  const code = /(?<!\d)\d{6}(?!\d)/.exec(text ?? '')?.[0]
  assert.ok(code, `no code in: ${text}`)
  return code
}
