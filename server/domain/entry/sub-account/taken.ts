import { refuse } from '@menshen/contract/errors'
import { brokenUniqueness } from '#platform/database/failure.ts'

/** Turns the index's refusal of a name into 2026; rethrows anything else. */
export function refuseTakenAccount(error: unknown): never {
  if (brokenUniqueness(error) === 'sub_account_account_key') refuse(2026, { variant: 'create' })
  throw error
}
