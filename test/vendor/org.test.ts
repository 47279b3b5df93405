import { insertDepartments } from '#domain/structure/organisation/department-store.ts'
import { insertOrganisation } from '#domain/structure/organisation/organisation-store.ts'
import type { World } from '../kit/world.ts'
import { runSpec } from './run-spec.ts'

/** The departments that the specification asks about by their burnt-in ids. */
async function seed({ app, tenant: { pool } }: World): Promise<void> {
  const { unit, clock } = app.domain
  const now = clock()
  const organisation = { id: '603f4add8d7971d877feaa94', userPoolId: pool.id, tenantId: null }
  const id = '603f4add1655b8d33f91a848'
  const place = { id, organisationId: organisation.id, parentId: null, path: `/${id}/` }
  const words = { name: 'DevOps', code: 'ou=devops,dc=example,dc=org', description: null }
  await unit.write(async ({ tx }) => {
    await insertOrganisation(tx, { ...organisation, createdAt: now, updatedAt: now })
    const department = { ...place, ...words, name_i18n: null, description_i18n: null, position: 0 }
    await insertDepartments(tx, pool.id, [department], now)
  })
}

await runSpec('management/OrgManagementClient', seed)
