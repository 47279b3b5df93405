import { refuse } from '@menshen/contract/errors'
import type { Method, Row } from '../engine/row.ts'
import { knownOperations } from './known-operations.ts'
import { logoutRows } from './rows/logout.ts'
import { browserSsoRows } from './rows/sso.ts'
import { rows } from './table.ts'

export interface RestOperation {
  method: string
  path: string
  built: boolean
}

/** Two paths are one when they differ in the names of their parameters only. */
function shapeOf({ method, path }: { method: string; path: string }): string {
  return `${method} ${path.replace(/:\w+/g, ':')}`
}

const built = new Set([...rows, ...logoutRows({}), ...browserSsoRows({})].map(shapeOf))

/**
 * Every REST operation of V2 and whether it is built, for the page on coverage. `elsewhere` are those that other doors
 * serve, as `GET /oidc/auth`.
 */
export function restOperations(elsewhere: readonly string[] = []): RestOperation[] {
  const others = new Set(elsewhere)
  return knownOperations.map((operation) => ({
    ...operation,
    built: built.has(shapeOf(operation)) || others.has(`${operation.method} ${operation.path}`),
  }))
}

/** Those that programs call here; what browsers are led to is for pages to answer, and V3 has a door of its own. */
const forPrograms = /^\/(api\/v2|connections\/enterprise)\//

/** What is known but not built says so by name, instead of looking like a wrong address. */
export const unbuiltRows: Row[] = knownOperations
  .filter((operation) => forPrograms.test(operation.path) && !built.has(shapeOf(operation)))
  .map(({ method, path }) => ({
    method: method as Method,
    path,
    answer: () => refuse(1000, { variant: 'notBuilt', values: { operation: `${method} ${path}` } }),
  }))
