import assert from 'node:assert/strict'
import { isDone, type Stage } from './stage.ts'

/** `UserPoolManagementClient`, `WhitelistManagementClient`, `EventManagementClient`, and the client's own methods. */
export async function runPool({ world, client, ann }: Stage) {
  const { userpool, whitelist, event, users } = client
  assert.equal((await userpool.detail()).id, world.tenant.pool.id)
  assert.equal((await userpool.update({ description: 'of everybody' })).description, 'of everybody')
  assert.deepEqual(await userpool.addEnv('colour', { main: 'red' }), { key: 'colour', value: { main: 'red' } })
  assert.equal((await userpool.listEnv()).length, 1)
  assert.deepEqual(await userpool.removeEnv('colour'), [])

  const entries = { EMAIL: 'who@example.com', PHONE: '13800000009', USERNAME: 'who' }
  for (const [type, entry] of Object.entries(entries) as [never, string][]) {
    assert.deepEqual(
      (await whitelist.add(type, [entry])).map(({ value }) => value),
      [entry],
    )
    assert.equal((await whitelist.list(type)).length, 1)
    await whitelist.enable(type)
    const switches = Object.values((await userpool.detail()).whitelist ?? {})
    assert.equal(switches.filter((on) => on === true).length, 1)
    await whitelist.disable(type)
    assert.deepEqual(await whitelist.remove(type, [entry]), [])
  }

  assert.deepEqual(await event.pub('order.paid', '{"total":3}'), { success: true })
  isDone(await client.sendEmail('ann@example.com', 'VERIFY_EMAIL' as never))
  const { token } = await users.refreshToken(ann)
  assert.equal((await client.checkLoginStatus(token as string, { fetchUserDetail: true })).id, ann)
  assert.equal(((await client.isPasswordValid('abc')) as unknown as { valid: boolean }).valid, false)
  await client.setLang('zh-CN' as never)
  assert.equal((await client.makeGraphqlRequest({ query: '{ users { totalCount } }' })).users.totalCount, 2)
  const detail = await client.makeRestRequest({ method: 'GET', url: '/api/v2/userpools/detail' } as never)
  assert.equal((detail as { id: string }).id, world.tenant.pool.id)
}
