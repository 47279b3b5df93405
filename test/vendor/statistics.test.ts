import { addPerson } from '../kit/entry.ts'
import { registerPerson } from '../kit/people.ts'
import { runSpec } from './run-spec.ts'

/** The specification expects that something has happened: somebody has registered, and the administrator has made somebody. */
await runSpec('management/StatisticsManagementClient', async (world) => {
  await registerPerson(world)
  await addPerson(world, 'somebody')
  await world.app.relay.catchUp()
})
