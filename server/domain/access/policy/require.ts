import { refuse } from '@menshen/contract/errors'
import type { Reader } from '#platform/database/database.ts'
import { administratorAccess, type Policy } from './policy.ts'
import { findPolicies } from './policy-store.ts'

/** The policies of these codes, the built-in one among them; 404 names the first that is missing. */
export async function requirePolicies(
  reader: Reader,
  userPoolId: string,
  namespace: string,
  codes: string[],
): Promise<Policy[]> {
  const builtIn = { ...administratorAccess, userPoolId }
  const found = await findPolicies(reader, userPoolId, namespace, codes)
  const all = namespace === builtIn.namespace && codes.includes(builtIn.code) ? [...found, builtIn] : found
  const missing = codes.find((code) => !all.some((policy) => policy.code === code))
  if (missing !== undefined) refuse(404, { variant: 'policy', values: { key: missing } })
  return all
}
