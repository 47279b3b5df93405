import { insertUser } from '#domain/people/user/user-store.ts'
import { insertMembers } from '#domain/structure/tenant/member-store.ts'
import { insertTenant } from '#domain/structure/tenant/tenant-store.ts'
import { insertApplication } from '#domain/tenancy/application/application-store.ts'
import { insertConnection } from '#domain/tenancy/identity-source/connection-store.ts'
import { insertSource } from '#domain/tenancy/identity-source/source-store.ts'
import { newSecret } from '#platform/crypto/random.ts'
import type { World } from '../kit/world.ts'
import { runSpec } from './run-spec.ts'

/** By the ids that the specification names. */
const [deleted, read, staffed] = ['619b64fd2cfccd07a8296839', '619b07312d6b99e1af7d8e4e', '619c917f534a3b8ad988a209']
const members = ['11', '22', '111']
const people = [...members, '619b07ab229e3bfa98e94ee2']
const sources = ['619b33a00412723ba777eabf', '619c84ce946e9c1913247af1', '619c917f534a3b8ad988a209'] as const
const connections = { '619c9490d7b1cec02bf982f6': 'wechatc2', '619cc337075fdb26f5fdbfa2': 'wechatc5', a: 'wechatc4' }

async function seed({ app, tenant: { pool } }: World): Promise<void> {
  const { unit, ports, clock } = app.domain
  const now = clock()
  const userPoolId = pool.id
  const times = { createdAt: now, updatedAt: now }
  await unit.write(async ({ tx }) => {
    const application = { id: '619b64e4ccc0467dcba00920', identifier: 'search', name: 'search', secret: newSecret() }
    await insertApplication(tx, ports.seal, {
      ...application,
      userPoolId,
      redirectUris: [],
      logoutRedirectUris: [],
      settings: {},
    })
    for (const id of people) await insertUser(tx, { id, userPoolId, username: `person${id}` }, now)
    for (const id of [deleted, read, staffed] as string[]) {
      const words = { name: id, logo: null, description: null, rejectHint: null, config: {} }
      await insertTenant(tx, { id, userPoolId, ...words, ...times })
    }
    await insertMembers(tx, userPoolId, staffed as string, members, now)
    for (const id of sources)
      await insertSource(tx, { id, userPoolId, tenantId: null, name: id, type: 'wechat', ...times })
    for (const [id, identifier] of Object.entries(connections))
      await insertConnection(tx, {
        id,
        userPoolId,
        sourceId: sources[2],
        type: 'wechat:pc',
        identifier,
        displayName: identifier,
        logo: null,
        fieldsSealed: ports.seal.close('identity_connection.fields', '{}'),
        userMatchFields: [],
        enabled: true,
        ...times,
      })
  })
}

await runSpec('management/TenantManagementClient', seed)
