import { refuse } from '@menshen/contract/errors'
import type { Method, Row } from '../rest/row.ts'
import { knownOperations } from './known-operations.ts'
import { allRows } from './table.ts'

export interface RestOperation {
  method: string
  path: string
  built: boolean
}

/**
 * Every REST operation of V2 and whether it is built, for the page on coverage: what has a row, and what clients of Authing's call
 * beside. `elsewhere` are those that other doors serve, as `GET /oidc/auth`.
 */
export function restOperations(elsewhere: readonly string[] = []): RestOperation[] {
  const others = new Set(elsewhere)
  return [
    ...allRows().map(({ method, path }) => ({ method, path, built: true })),
    ...knownOperations.map((known) => ({ ...known, built: others.has(`${known.method} ${known.path}`) })),
  ]
}

/** Those that programs call; what browsers are led to is for pages to answer. */
const forPrograms = /^\/(api\/v[23]|connections\/enterprise)\//

/** What is known but not built says so by name, instead of looking like a wrong address. */
export const unbuiltRows: Row[] = knownOperations
  .filter(({ path }) => forPrograms.test(path))
  .map(({ method, path }) => ({
    method: method as Method,
    path,
    answer: () => refuse(1000, { variant: 'notBuilt', values: { operation: `${method} ${path}` } }),
  }))
