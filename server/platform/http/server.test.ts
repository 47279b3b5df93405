import assert from 'node:assert/strict'
import { EventEmitter, once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { after, before, test } from 'node:test'
import { createLog } from '../log.ts'
import { createHttpServer } from './server.ts'

const lines: { level: number; msg: string; err?: unknown }[] = []
const written = new EventEmitter()
let app: Awaited<ReturnType<typeof createHttpServer>>

before(async () => {
  const log = createLog('info', {
    write: (line) => {
      lines.push(JSON.parse(line))
      written.emit('line')
    },
  })
  app = await createHttpServer({ log, trustedProxies: [], requestMs: 200 })
  app.post('/', async () => ({ done: true }))
  await app.listen({ host: '127.0.0.1', port: 0 })
})
after(() => app.close())

async function open(text: string): Promise<Socket> {
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  await once(socket, 'connect')
  socket.write(text)
  return socket
}

const head = 'POST / HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n'

test('a body that never ends, silent or dripping, is cut off when its time is over', async () => {
  for (const drips of [false, true]) {
    const socket = await open(`${head}{`)
    const drip = setInterval(() => drips && socket.write(' '), 20)
    let said = ''
    socket.setEncoding('utf8').on('data', (text) => (said += text))
    // A drop that falls on a closed connection is answered by a reset.
    socket.on('error', () => {})
    await new Promise((resolve) => socket.on('close', resolve))
    clearInterval(drip)
    assert.match(said, /^HTTP\/1\.1 408 /)
  }
})

test('a client that goes away in its body is a line at info without a stack', async () => {
  lines.length = 0
  const taken = once(app.server, 'request')
  const logged = once(written, 'line')
  const socket = await open(`${head}{`)
  await taken
  socket.destroy()
  await logged
  assert.deepEqual(
    lines.map(({ level, msg }) => [level, msg]),
    [[30, 'a client went away before its answer']],
  )
  assert.ok(lines.every(({ err }) => err === undefined))
})
