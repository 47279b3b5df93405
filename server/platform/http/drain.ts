import { once } from 'node:events'
import { Server as NetServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

/** How long connections without a request stay open after the last call, in milliseconds. */
const lingerMs = 500

/** How long answers may take to reach their clients after the last call, in milliseconds. One who takes nothing would wait for ever. */
const usualPatienceMs = 15_000

/**
 * Answers how to end a server without cutting anybody off who reads. It listens no more, at once; every answer from then on says
 * `Connection: close`. Connections that wait for a next request stay open a moment longer: closed at once, they would cut
 * a request that is on its way and that no client may send again by itself (RFC 9110 9.2.2).
 */
export function prepareDrain(app: FastifyInstance, patienceMs = usualPatienceMs): () => Promise<void> {
  let draining = false
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (draining) void reply.header('connection', 'close')
    done(null, payload)
  })
  return async () => {
    draining = true
    if (!app.server.listening) return app.close()
    const ended = once(app.server, 'close')
    // `close` of node:http would also close the connections that wait.
    NetServer.prototype.close.call(app.server)
    await Promise.race([ended, wait(lingerMs)])
    // An answer that began before the drain left its connection open.
    const reaper = setInterval(() => app.server.closeIdleConnections(), 100)
    const cut = setTimeout(() => app.server.closeAllConnections(), patienceMs)
    await app.close().finally(() => {
      clearInterval(reaper)
      clearTimeout(cut)
    })
  }
}
