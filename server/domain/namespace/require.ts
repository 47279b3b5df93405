import { refuse } from '@menshen/contract/errors'
import type { Look } from '#platform/database/database.ts'
import { hasApplication } from '../application/application-store.ts'
import { checkedText } from '../text.ts'
import { findNamespace } from './namespace-store.ts'

export const defaultNamespace = 'default'

/** There in every pool, without rows. */
const builtIn: readonly string[] = [defaultNamespace, 'system']

/** The namespace asked for. 400 for one that cannot be. */
export function namespaceOf(namespace: string | null | undefined): string {
  return checkedText(namespace?.trim() ?? '', 'namespace', 128) || defaultNamespace
}

/** Before something is made in a namespace: 404 when the pool has none of that code, nor an application of that id. */
export async function requireNamespace(look: Look, userPoolId: string, code: string): Promise<void> {
  if (builtIn.includes(code)) return
  if ((await findNamespace(look, userPoolId, code)) || (await hasApplication(look, userPoolId, code))) return
  refuse(404, { variant: 'namespace', values: { key: code } })
}

export function isBuiltIn(code: string): boolean {
  return builtIn.includes(code)
}
