import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { Agent, type ClientRequest, type IncomingMessage, type RequestOptions, request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type TestContext, test } from 'node:test'
import { readTransportKey, signIn } from '../kit/door.ts'
import { lives, postgresPid } from '../kit/kill.ts'
import {
  embeddedConnection,
  makeDataDir,
  onLinux,
  type ServerProcess,
  spawnServer,
  startServer,
  startThroughLauncher,
  whenReady,
} from '../kit/process.ts'
import { until } from '../kit/until.ts'
import { encrypted } from '../kit/wire.ts'

const password = 'lantern-and-gate'

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  test(`${signal} lets everything in flight end, and nothing new begin`, onLinux, async (t) => {
    const server = await startServer({ dataDir: makeDataDir(t) })
    const publicPem = await readTransportKey(embeddedConnection(server.dataDir))
    const agent = closingAgent(t)
    // Connections that stand already: what is sent on them is in flight from the moment it is sent.
    await Promise.all(Array.from({ length: 50 }, () => send(server, agent, { path: '/healthz', method: 'GET' }).answer))

    const upload = await beginSlowUpload(server, registration(server, publicPem, 'slow@example.com'))
    const question = await halfAsk(server, '/readyz')
    const registrations = Array.from({ length: 50 }, (_, n) =>
      send(server, agent, {}, registration(server, publicPem, `person-${n}@example.com`)),
    )
    await Promise.all(registrations.map(({ sent }) => sent))
    server.child.kill(signal)
    await until(() => isRefused(server))
    server.child.kill(signal)
    server.child.kill(signal === 'SIGINT' ? 'SIGTERM' : 'SIGINT')

    assert.match(await question.finish(), /^HTTP\/1\.1 503 [\s\S]*connection: close/i)
    for (const { answer } of registrations) requireRegistered(await answer)
    requireRegistered(await upload.finish())
    assert.equal(await server.exited, 0)
    assert.equal(postgresPid(server.dataDir), undefined)

    const again = await startServer({ dataDir: server.dataDir })
    for (const name of ['slow', 'person-0', 'person-49'])
      assert.equal((await signIn({ ...again, publicPem }, `${name}@example.com`, password)).code, 200)
  })

test('clients that keep their connections and send nothing do not hold up the end', onLinux, async (t) => {
  const server = await startServer({ dataDir: makeDataDir(t) })
  const idle = await Promise.all(Array.from({ length: 5 }, () => halfAsk(server, null)))
  // Exit code 0, and not the 1 of a stop that took too long.
  assert.equal(await server.stop(), 0)
  for (const { socket } of idle) socket.destroy()
})

test('clients that keep asking on their connections are never cut', onLinux, async (t) => {
  const server = await startServer({ dataDir: makeDataDir(t) })
  const agent = closingAgent(t)
  let answered = 0
  const asking = Array.from({ length: 16 }, async () => {
    for (;;) {
      const { answer } = send(server, agent, { path: '/healthz', method: 'GET' })
      const code = await answer.then(
        () => undefined,
        (error: NodeJS.ErrnoException) => error.code,
      )
      if (code) return code
      answered++
    }
  })
  await until(() => answered > 200)
  assert.equal(await server.stop(), 0)
  assert.deepEqual(new Set(await Promise.all(asking)), new Set(['ECONNREFUSED']))
})

test('Ctrl-C in a terminal, which every process there hears, ends it once', onLinux, async (t) => {
  const server = await startThroughLauncher({ dataDir: makeDataDir(t) })
  const publicPem = await readTransportKey(embeddedConnection(server.dataDir))
  const upload = await beginSlowUpload(server, registration(server, publicPem, 'slow@example.com'))
  process.kill(-(server.child.pid ?? 0), 'SIGINT')
  await until(() => isRefused(server))
  requireRegistered(await upload.finish())
  assert.equal(await server.exited, 0)
})

test('a stop that is asked for during the start ends it in good order', onLinux, async (t) => {
  const dataDir = makeDataDir(t)
  const attempt = spawnServer({ dataDir })
  const pid = await until(() => existsSync(join(dataDir, 'postgres')) && postgresPid(dataDir))
  attempt.child.kill('SIGTERM')
  assert.equal(await attempt.exited, 0, attempt.said.err)
  assert.ok(!lives(pid))
  assert.equal(await (await whenReady(spawnServer({ dataDir }), dataDir)).stop(), 0)
})

interface Answer {
  status: number | undefined
  connection: string | undefined
  body: string
}

function requireRegistered({ status, body }: Answer): void {
  assert.equal(status, 200)
  assert.match(body, /"registerByEmail":\{"id":"[0-9a-f]{24}"/)
}

function closingAgent(t: TestContext): Agent {
  const agent = new Agent({ keepAlive: true })
  t.after(() => agent.destroy())
  return agent
}

function registration({ bootstrap }: ServerProcess, publicPem: string, email: string) {
  const query = 'mutation ($input: RegisterByEmailInput!) { registerByEmail(input: $input) { id } }'
  const body = JSON.stringify({ query, variables: { input: { email, password: encrypted(publicPem, password) } } })
  return { body, headers: { 'content-type': 'application/json', 'x-authing-app-id': bootstrap.appId } }
}

type Message = ReturnType<typeof registration>

function send({ origin }: ServerProcess, agent: Agent, options: RequestOptions, message?: Message) {
  const headers = { ...message?.headers, ...options.headers }
  const outgoing = request(`${origin}${options.path ?? '/graphql/v2'}`, { method: 'POST', ...options, headers, agent })
  const answer = answerOf(outgoing)
  const sent = new Promise((resolve) => outgoing.once('finish', resolve).once('close', resolve))
  outgoing.end(message?.body)
  return { answer, sent }
}

async function answerOf(outgoing: ClientRequest): Promise<Answer> {
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage]
  return { status: response.statusCode, connection: response.headers.connection, body: await text(response) }
}

/** Sends a request whose body comes only with `finish`. Answers when the server has begun to work on it. */
async function beginSlowUpload({ origin }: ServerProcess, { body, headers }: Message) {
  const options = { method: 'POST', headers: { ...headers, 'content-length': body.length, expect: '100-continue' } }
  const outgoing = request(`${origin}/graphql/v2`, options)
  const answer = answerOf(outgoing)
  outgoing.flushHeaders()
  await once(outgoing, 'continue')
  outgoing.write(body.slice(0, 10))
  return {
    finish() {
      outgoing.end(body.slice(10))
      return answer
    },
  }
}

/** A connection with the beginning of a request, or with an answered one (null) and nothing since. */
async function halfAsk(
  { origin }: ServerProcess,
  path: string | null,
): Promise<{ socket: Socket; finish(): Promise<string> }> {
  const { hostname, port } = new URL(origin)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  socket.write('GET /healthz HTTP/1.1\r\nHost: here\r\n\r\n')
  await once(socket, 'data')
  if (path) socket.write(`GET ${path} HTTP/1.1\r\nHost: here\r\n`)
  return {
    socket,
    finish() {
      socket.write('\r\n')
      return text(socket)
    },
  }
}

async function isRefused({ origin }: ServerProcess): Promise<boolean> {
  const outgoing = request(`${origin}/healthz`, { agent: false })
  const answer = answerOf(outgoing).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === 'ECONNREFUSED',
  )
  outgoing.end()
  return answer
}
