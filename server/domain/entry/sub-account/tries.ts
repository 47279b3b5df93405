import { usernameKey } from '#domain/people/user/identifier.ts'
import type { SubAccountPlace } from './sub-account-store.ts'

/** Under which name wrong passwords are counted: the same for names that exist and for those that do not. */
export function triedAs({ userPoolId, applicationId }: SubAccountPlace, account: string) {
  return { userPoolId, id: `sub-account:${applicationId}:${usernameKey(account)}` }
}
