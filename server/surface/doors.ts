import type { FastifyInstance } from 'fastify'
import type { Door } from './door.ts'
import { mountElsewhere } from './elsewhere.ts'
import { mountGraphqlV2 } from './graphql-v2/mount.ts'
import { mountHealth } from './health.ts'
import { mountRestV2 } from './rest-v2/mount.ts'

/** Every door of the house. */
export async function mountDoors(http: FastifyInstance, door: Door, isReady: () => Promise<boolean>): Promise<void> {
  mountElsewhere(http, door.log)
  mountHealth(http, isReady)
  await mountGraphqlV2(http, door)
  await mountRestV2(http, door)
}
