import assert from 'node:assert/strict'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import type { FastifyReply } from 'fastify'
import type { Grounded } from '#domain/shape/domain.ts'
import { createHttpServer } from '#platform/http/server.ts'
import { createLog } from '#platform/log.ts'
import { mountGraphqlV2 } from '#surface/graphql/v2/mount.ts'
import { mountRestV2 } from '#surface/rest/v2/mount.ts'
import { watch } from '../kit/evidence.ts'
import { managementToken, type Person, registerPerson } from '../kit/people.ts'
import type { Tenant } from '../kit/tenant.ts'
import { type Outcome, rest, type Speaking } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

/** The envelope of this door, every key of it. */
export type Envelope = Outcome & { statusCode: number; apiCode?: number; requestId: string }

/** The house with this door at an address of its own, and two pools with somebody in each. */
export interface TestDoor {
  world: World
  origin: string
  other: Tenant
  person: Person
  stranger: Person
  manager: string
  otherManager: string
  /** The applications for which a browser's session was ended. */
  endedBrowsers: (string | null)[]
  /** What was logged, one JSON text a line. */
  logged: string[]
  /** Asks as the first pool's application; `speaking` overrides. */
  ask(line: string, body?: unknown, speaking?: Speaking): Promise<Envelope>
  /** Asks as the first pool's administrator. */
  manage(line: string, body?: unknown, speaking?: Speaking): Promise<Envelope>
}

/** `change` puts another domain behind the door. */
export async function openTestDoor(change = (domain: Grounded) => domain): Promise<TestDoor> {
  const world = await newWorld()
  const other = await world.addTenant('other')
  const endedBrowsers: (string | null)[] = []
  const logged: string[] = []
  const log = createLog('info', { write: (line) => void logged.push(line) })
  const http = await createHttpServer({ log, trustedProxies: [] })
  const door = {
    domain: change(world.app.domain),
    addresses: { publicUrl: 'http://127.0.0.1:1', anyLoopback: true },
    log,
    tokens: { issue: () => assert.fail('nobody makes tokens here') },
  }
  await mountGraphqlV2(http, door)
  await mountRestV2(http, door, {
    async endBrowserSession(_request: unknown, _reply: FastifyReply, applicationId: string | null) {
      endedBrowsers.push(applicationId)
    },
  })
  watch(http.server as Server)
  await http.listen({ host: '127.0.0.1', port: 0 })
  after(() => http.close())
  door.addresses.publicUrl = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`
  const origin = door.addresses.publicUrl
  const [person, stranger] = [await registerPerson(world), await registerPerson(world, { tenant: other })]
  const manager = await managementToken(world)
  const otherManager = await managementToken(world, other)

  async function ask(line: string, body?: unknown, speaking: Speaking = {}): Promise<Envelope> {
    const [method, path] = line.split(' ') as [string, string]
    const outcome = (await rest(origin, method, path, body, { tenant: world.tenant, ...speaking })) as Envelope
    assert.equal(typeof outcome.requestId, 'string')
    return outcome
  }
  const manage: TestDoor['manage'] = (line, body, speaking) => ask(line, body, { token: manager, ...speaking })
  return { world, origin, other, person, stranger, manager, otherManager, endedBrowsers, logged, ask, manage }
}
