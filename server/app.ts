import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { createDomain } from '#domain/front/create-domain.ts'
import type { Grounded } from '#domain/shape/domain.ts'
import { prepareDrain } from '#platform/http/drain.ts'
import { capInFlight } from '#platform/http/in-flight.ts'
import { createHttpServer } from '#platform/http/server.ts'
import { networkOf } from '#platform/network.ts'
import { createPorts, localAddress, type PortsOptions } from './create-ports.ts'
import { type About, mountDoors } from './surface/doors.ts'
import { refuseMalformed, turnAway } from './surface/turn-away.ts'
import { jobs } from './work/jobs.ts'
import { createReactions } from './work/reactions/reactions.ts'
import { createRelay, type Relay } from './work/reactions/relay.ts'
import { createRunner } from './work/runner.ts'

export type AppOptions = PortsOptions & {
  about: About
}

export interface App {
  http: FastifyInstance
  domain: Grounded
  /** Carries what has happened to those who want to know. */
  relay: Relay
  /** Starts to listen and answers the address under which clients reach us. */
  listen(): Promise<string>
  /** Lets `/readyz` say yes, and begins to send what is queued. */
  open(): void
  /** Lets `/readyz` say no, finishes what is in flight, answers no more, sends no more. */
  close(): Promise<void>
}

/** Puts the house together, from the ground up. */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, database, log, about } = options
  const { unit, notices } = database
  const { ports, keys, clock } = await createPorts(options)
  const { addresses, opener, activity } = ports
  const domain = createDomain(unit, ports, clock)
  const relay = createRelay({ unit, notices, clock, log }, createReactions(ports.cached))
  const runner = createRunner({ domain, notices, log }, jobs)
  /** In the order in which they stop. */
  const workers = [runner, relay, activity]

  const http = await createHttpServer({ log, trustedProxies: config.trustedProxies, malformed: refuseMalformed })
  let ready = false
  const drain = prepareDrain(http)
  capInFlight(http, { max: config.maxInFlight, from: ({ ip }) => networkOf(ip) }, turnAway)
  await mountDoors(http, { domain, addresses, log }, about, async () =>
    ready ? database.trouble() : 'starting or stopping',
  )

  return {
    http,
    domain,
    relay,
    async listen() {
      await http.listen({ host: config.host, port: config.port })
      const { port } = http.server.address() as AddressInfo
      addresses.publicUrl = config.publicUrl ?? localAddress(config.host, port)
      return addresses.publicUrl
    },
    open: () => {
      ready = true
      for (const worker of [...workers, keys]) worker.start()
    },
    async close() {
      ready = false
      await drain()
      for (const worker of workers) await worker.stop()
      await opener.close()
      await keys.stop()
    },
  }
}
