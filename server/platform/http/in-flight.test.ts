import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { after, before, test } from 'node:test'
import type { FastifyRequest } from 'fastify'
import { createLog } from '../log.ts'
import { capInFlight } from './in-flight.ts'
import { createHttpServer } from './server.ts'

let app: Awaited<ReturnType<typeof createHttpServer>>
const work: (() => void)[] = []

before(async () => {
  app = await createHttpServer({ log: createLog('silent'), trustedProxies: [] })
  const from = ({ headers }: FastifyRequest) => String(headers['x-from'])
  capInFlight(app, { max: 4, from, onTheWay: 2 }, (_request, reply) => reply.code(503).send('busy'))
  app.post('/', async (request) => request.body)
  app.get('/slow', () => new Promise((resolve) => work.push(() => resolve('done'))))
  await app.listen({ host: '127.0.0.1', port: 0 })
})
after(() => app.close())

const url = () => `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
const head =
  'POST / HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n'

async function beginBody(): Promise<Socket> {
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1').on('error', () => {})
  await once(socket, 'connect')
  socket.write(head)
  await once(socket, 'data')
  return socket
}

test('of bodies on their way the one that has been longest gives way, and the others arrive', async () => {
  const [first, second] = [await beginBody(), await beginBody()]
  const closed = once(first, 'close')
  const third = await beginBody()
  await closed
  for (const socket of [second, third]) {
    socket.write('{}')
    const [said] = await once(socket, 'data')
    assert.match(String(said), /^HTTP\/1\.1 200 /)
    socket.destroy()
  }
})

const slow = (from: string) => fetch(`${url()}/slow`, { headers: { 'x-from': from } })

async function begun(count: number): Promise<void> {
  while (work.length < count) await new Promise(setImmediate)
}

test('what is worked on is counted until it is answered, and nobody has all of it', async () => {
  for (let round = 0; round < 2; round++) {
    const answers = [slow('a'), slow('a'), slow('a')]
    await begun(3)
    assert.equal((await slow('a')).status, 503)
    answers.push(slow('b'))
    await begun(4)
    assert.equal((await slow('b')).status, 503)
    for (const end of work.splice(0)) end()
    for (const answer of answers) assert.equal((await answer).status, 200)
  }
})
