import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { test } from 'node:test'
import { createLog } from '../log.ts'
import { prepareDrain } from './drain.ts'
import { createHttpServer } from './server.ts'

async function open(patienceMs?: number) {
  const app = await createHttpServer({ log: createLog('silent'), trustedProxies: [] })
  const drain = prepareDrain(app, patienceMs)
  const work: (() => void)[] = []
  app.get('/large', async () => 'x'.repeat(20_000_000))
  app.get('/slow', () => new Promise((resolve) => work.push(() => resolve('done'))))
  await app.listen({ host: '127.0.0.1', port: 0 })
  return { drain, work, port: (app.server.address() as AddressInfo).port, server: app.server }
}

test('who takes no answer keeps no server from ending', async () => {
  const { drain, port, server } = await open(700)
  const accepted = once(server, 'connection')
  const socket = connect(port, '127.0.0.1').on('error', () => {})
  socket.write('GET /large HTTP/1.1\r\nhost: a\r\n\r\n')
  socket.pause()
  const [held] = (await accepted) as [Socket]
  while (held.writableLength === 0) await new Promise(setImmediate)
  await drain()
  assert.deepEqual([server.listening, held.destroyed], [false, true])
  socket.destroy()
})

test('what is worked on is answered before the server ends', async () => {
  const { drain, work, port } = await open()
  const answer = fetch(`http://127.0.0.1:${port}/slow`)
  while (work.length === 0) await new Promise(setImmediate)
  const ended = drain()
  work.shift()?.()
  assert.equal(await (await answer).text(), 'done')
  await ended
})
