import { addApplication } from '../kit/tenant.ts'
import type { World } from '../kit/world.ts'
import { runSpec } from './run-spec.ts'

/** Those that the specification names. */
const ids = ['607543c1ec30828efb065adb', '6194a3c595908f00ff698d3a']

await runSpec('management/ApplicationsManagementClient', async ({ app: { domain }, tenant }: World) => {
  for (const id of ids) await addApplication(domain, tenant.pool, { id, identifier: `burnt-in-${id}` })
})
