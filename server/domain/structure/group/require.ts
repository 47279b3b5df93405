import { refuse } from '@menshen/contract/errors'
import type { Reader } from '#platform/database/database.ts'
import { brokenUniqueness } from '#platform/database/failure.ts'
import type { Group } from './group.ts'
import { findGroups } from './group-store.ts'

/** The group of that code, or 404. */
export async function requireGroup(reader: Reader, userPoolId: string, code: string): Promise<Group> {
  const [group] = await findGroups(reader, userPoolId, [code])
  return group ?? refuse(404, { variant: 'group', values: { key: code } })
}

/** Turns the index's refusal of a write into 409; rethrows anything else. */
export function refuseTakenCode(error: unknown, code: string): never {
  if (brokenUniqueness(error) === 'user_group_code_key') refuse(409, { variant: 'group', values: { key: code } })
  throw error
}
