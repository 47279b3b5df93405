import { managementClient } from '../sdk/clients.ts'
import { runSpec } from './run-spec.ts'

// One test writes a field that the pool of its authors had.
await runSpec('authentication/AuthenticationClient', (world) =>
  managementClient(world).udf.set('USER' as never, 'school', 'STRING' as never, '学校'),
)
