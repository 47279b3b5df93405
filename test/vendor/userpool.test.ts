import { runSpec } from './run-spec.ts'

await runSpec('management/UserpoolManagementClient')
