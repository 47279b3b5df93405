import { insertUser } from '#domain/people/user/user-store.ts'
import { insertApplication } from '#domain/tenancy/application/application-store.ts'
import { newSecret } from '#platform/crypto/random.ts'
import { managementToken } from '../kit/people.ts'
import { accepted, graphql } from '../kit/wire.ts'
import type { World } from '../kit/world.ts'
import { runSpec } from './run-spec.ts'

const people = [
  '603f2c49e91d695739d7206c',
  '603f2c4910dfc09f1f3ecce5',
  '60e31b9b94b5795362256698',
  '60e320959d6c08c325a3510f',
  '6194bb53a6c4dca57363182c',
]
const application = '60ab28843baf2e2c075dbeae'
const fields = { school: 'STRING', age: 'NUMBER', isForbidden: 'STRING', hep_isTeacher: 'BOOLEAN' }
const setUdf =
  'mutation ($key: String!, $dataType: UDFDataType!) { setUdf(targetType: USER, key: $key, dataType: $dataType, label: $key) { key } }'
const setUdvBatch =
  'mutation ($targetId: String!, $udvList: [UserDefinedDataInput!]) { setUdvBatch(targetType: USER, targetId: $targetId, udvList: $udvList) { key } }'

/** The people, the application and the fields that the specification names; one of the people has signed in there. */
async function seed(world: World): Promise<void> {
  const { app, database, origin, tenant } = world
  const { unit, ports } = app.domain
  const named = {
    identifier: 'textbooks',
    name: 'textbooks',
    secret: newSecret(),
    redirectUris: [],
    logoutRedirectUris: [],
  }
  await unit.write(async ({ tx }) => {
    for (const [at, id] of people.entries())
      await insertUser(tx, { id, userPoolId: tenant.pool.id, username: `known${at}` }, new Date())
    await insertApplication(tx, ports.seal, { id: application, userPoolId: tenant.pool.id, ...named, settings: {} })
  })
  const token = await managementToken(world)
  for (const [key, dataType] of Object.entries(fields))
    accepted(await graphql(origin, setUdf, { key, dataType }, { tenant, token }))
  await database.pool.query(
    `INSERT INTO application_user (user_pool_id, application_id, user_id, entered_at, expires_at)
     VALUES ($1, $2, $3, now(), now() + interval '1 day')`,
    [tenant.pool.id, application, people[0]],
  )
  const udvList = [{ key: 'hep_isTeacher', value: 'true' }]
  accepted(await graphql(origin, setUdvBatch, { targetId: people[0], udvList }, { tenant, token }))
}

await runSpec('management/UsersManagementClient', seed)
