import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { managementToken, registerPerson, send } from '../../kit/people.ts'
import type { sdk } from '../../kit/sdk.ts'
import { accepted } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'
import { managementClient } from '../../sdk/clients.ts'

let world: World
let token: string
let client: InstanceType<typeof sdk.ManagementClient>
before(async () => {
  world = await newWorld()
  token = await managementToken(world)
  client = managementClient(world)
})

interface Whole {
  add(ids: string[]): Promise<unknown>
  remove(ids: string[]): Promise<unknown>
  list(): Promise<{ totalCount: number; list: { id: string }[] }>
  delete(): Promise<unknown>
}

const listOf = (page: unknown) => page as { totalCount: number; list: { id: string }[] }

const wholes: Record<string, () => Promise<Whole>> = {
  async role() {
    await client.roles.create('counted')
    return {
      add: (ids) => client.roles.addUsers('counted', ids),
      remove: (ids) => client.roles.removeUsers('counted', ids),
      list: async () => listOf(await client.roles.listUsers('counted')),
      delete: () => client.roles.delete('counted'),
    }
  },
  async group() {
    await client.groups.create('counted', 'Counted')
    return {
      add: (ids) => client.groups.addUsers('counted', ids),
      remove: (ids) => client.groups.removeUsers('counted', ids),
      list: async () => listOf(await client.groups.listUsers('counted')),
      delete: () => client.groups.delete('counted'),
    }
  },
  async department() {
    const org = await client.org.create('Counted')
    const node = await client.org.addNode(org.id as string, org.rootNode?.id as string, { name: 'Own' })
    const nodeId = node.id as string
    return {
      add: (ids) => client.org.addMembers(nodeId, ids),
      remove: (ids) => client.org.removeMembers(nodeId, ids),
      list: async () => listOf(await client.org.listMembers(nodeId, { page: 1, limit: 10 })),
      delete: () => client.org.deleteNode(org.id as string, nodeId),
    }
  },
}

describe('how many there are is what there are', () => {
  for (const [name, make] of Object.entries(wholes))
    test(`in a ${name}`, async () => {
      const whole = await make()
      const ids = (await Promise.all(Array.from({ length: 6 }, () => registerPerson(world)))).map(({ id }) => id)
      const [first = '', second = ''] = ids
      const check = async (expected: number) => {
        const { totalCount, list } = await whole.list()
        assert.deepEqual([totalCount, list.length], [expected, expected])
      }
      await check(0)
      await whole.add([first, second])
      await whole.add([first, second])
      await check(2)
      await Promise.all(ids.map((id) => whole.add([id])))
      await check(6)
      await whole.remove([first])
      await whole.remove([first])
      await check(5)
      accepted(await send(world, 'deleteUser', { id: second }, { token }))
      await check(4)
      await whole.delete()
      const { rows } = await world.database.pool.query(
        `SELECT (SELECT count(*) FROM role_member_count) + (SELECT count(*) FROM group_member_count)
           + (SELECT count(*) FROM department_member_count) AS left`,
      )
      assert.equal(Number(rows[0].left), 0)
    })
})
