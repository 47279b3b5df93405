import { refuse } from '@menshen/contract/errors'
import { brokenUniqueness } from '#platform/database/failure.ts'

/** The indexes decide between two who ask at once: 2008 the owner's other pool has the name, 3829 a pool has the domain. */
export function refuseTaken(error: unknown, otherwise?: (error: unknown) => never): never {
  const index = brokenUniqueness(error)
  if (index === 'user_pool_owner_name_key') refuse(2008)
  if (index === 'user_pool_domain_key') refuse(3829)
  if (otherwise) return otherwise(error)
  throw error
}
