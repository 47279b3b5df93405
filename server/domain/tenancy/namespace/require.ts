import { refuse } from '@menshen/contract/errors'
import { type Domain, groundOf } from '#domain/shape/domain.ts'
import { checkedText } from '#domain/shape/text.ts'
import type { Reader } from '#platform/database/database.ts'
import { hasApplication } from '../application/application-store.ts'
import { findNames, findNamespace, findNumbers } from './namespace-store.ts'

const defaultNamespace = 'default'

/** There in every pool, without rows; `namespace_number` begins after their numbers. */
const builtIn: ReadonlyMap<string, number> = new Map([
  [defaultNamespace, 1],
  ['system', 2],
])

/** The namespace asked for. 400 for one that cannot be. */
export function namespaceOf(namespace: string | null | undefined): string {
  return checkedText(namespace?.trim() ?? '', 'namespace', 128) || defaultNamespace
}

/** Before something is made in a namespace: 404 when the pool has none of that code, nor an application of that id. */
export async function requireNamespace(reader: Reader, userPoolId: string, code: string): Promise<void> {
  if (builtIn.has(code)) return
  if ((await findNamespace(reader, userPoolId, code)) || (await hasApplication(reader, userPoolId, code))) return
  refuse(404, { variant: 'namespace', values: { key: code } })
}

export function isBuiltIn(code: string): boolean {
  return builtIn.has(code)
}

/**
 * The numbers under which clients know namespaces: whole, of 32 bits, of no other namespace of the pool and never of another.
 * 0 for one that is gone and has left something behind.
 */
export async function numbersOf(
  reader: Reader,
  userPoolId: string,
  codes: string[],
): Promise<(code: string) => number> {
  const named = [...new Set(codes)].filter((code) => !isBuiltIn(code))
  const found = named.length > 0 ? await findNumbers(reader, userPoolId, named) : new Map<string, number>()
  return (code) => builtIn.get(code) ?? found.get(code) ?? 0
}

/** What the namespaces that a door is about to tell of are called; one without a name of its own by its code. */
export async function namesOfNamespaces(
  domain: Domain,
  userPoolId: string,
  codes: string[],
): Promise<(code: string) => string> {
  const named = [...new Set(codes)].filter((code) => !isBuiltIn(code))
  const { reader } = groundOf(domain).unit
  const found = named.length > 0 ? await findNames(reader, userPoolId, named) : new Map<string, string>()
  return (code) => found.get(code) ?? code
}
