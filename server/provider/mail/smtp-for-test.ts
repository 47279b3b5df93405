import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { after } from 'node:test'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

const closers: (() => Promise<unknown>)[] = []
after(async () => {
  for (const close of closers) await close()
})

/** A running SMTP server, and what it was handed. */
export interface TestSmtp {
  port: number
  mails: ParsedMail[]
  /** Whether each mail came over TLS. */
  secure: boolean[]
  recipients: string[]
}

/** Starts a real SMTP server on loopback; it ends with the test file. Authentication is off unless the options say more. */
export async function startSmtp(options: SMTPServerOptions = {}): Promise<TestSmtp> {
  const mails: ParsedMail[] = []
  const secure: boolean[] = []
  const recipients: string[] = []
  const server = new SMTPServer({
    logger: false,
    disabledCommands: ['AUTH', ...(options.key ? [] : ['STARTTLS'])],
    disableReverseLookup: true,
    async onData(stream, session, done) {
      mails.push(await simpleParser(stream))
      secure.push(session.secure)
      recipients.push(...session.envelope.rcptTo.map(({ address }) => address))
      done()
    },
    ...options,
  })
  // A client that leaves in the middle of a handshake is part of what is tested.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => new Promise<void>((resolve) => server.close(resolve)))
  return { port: (server.server.address() as AddressInfo).port, mails, secure, recipients }
}

/** An SMTP reply as an error, in the form that the server package takes. */
export function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}

/** Starts a server that accepts connections and then does what `talk` does: nothing, unless told. */
export async function startSilent(talk: (socket: Socket) => void = () => {}): Promise<number> {
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    talk(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  })
  return (server.address() as AddressInfo).port
}

/** A port on which nobody listens: it was free a moment ago. */
export async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
