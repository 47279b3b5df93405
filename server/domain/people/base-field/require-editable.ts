import { refuse } from '@menshen/contract/errors'
import type { Before } from '#domain/shape/verb.ts'
import type { User } from '../user/user.ts'
import { findUser } from '../user/user-store.ts'
import { findSettings } from './base-field-store.ts'

/** 2018 for people who change a field of their own that their pool does not let them change. What is there already may come along. */
export async function requireEditable(
  { reader, pool, caller }: Pick<Before, 'reader' | 'pool' | 'caller'>,
  { username, profile = {} }: Partial<User>,
): Promise<void> {
  if (caller.kind !== 'user') return
  const written: Record<string, string | null | undefined> = { ...profile, ...(username !== undefined && { username }) }
  const keys = Object.keys(written)
  const shut = keys.length > 0 ? (await findSettings(reader, pool.id, keys)).filter((one) => !one.userEditable) : []
  if (shut.length === 0) return
  const present = await findUser(reader, pool.id, caller.userId)
  const now: Record<string, string | null | undefined> = { ...present?.profile, username: present?.username }
  if (shut.some(({ key }) => (written[key] ?? null) !== (now[key] ?? null))) refuse(2018)
}
