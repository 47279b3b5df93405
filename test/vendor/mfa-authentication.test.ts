import { runSpec } from './run-spec.ts'

await runSpec('authentication/MfaAuthenticationClient')
