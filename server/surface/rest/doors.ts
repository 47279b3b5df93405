import type { DescribedDoor } from './engine/openapi/document.ts'
import type { RestRow } from './engine/row.ts'
import { restV2 } from './v2/document.ts'
import { knownOperations } from './v2/known-operations.ts'
import { restV3 } from './v3/document.ts'

/** Every REST door, with all that it serves. */
export const restDoors: readonly (DescribedDoor & { rows: readonly RestRow[] })[] = [restV2, restV3].map((door) => ({
  ...door,
  rows: door.areas.flatMap(({ rows }) => rows),
}))

/** The rows of all of them. */
export const restRows: readonly RestRow[] = restDoors.flatMap(({ rows }) => rows)

export interface RestOperation {
  method: string
  path: string
  built: boolean
}

/**
 * Every REST operation and whether it is built, for the page on coverage: what has a row, and what clients of Authing's V2 call
 * beside. `elsewhere` are those that other doors serve, as `GET /oidc/auth`.
 */
export function restOperations(elsewhere: readonly string[] = []): RestOperation[] {
  const others = new Set(elsewhere)
  return [
    ...restRows.map(({ method, path }) => ({ method, path, built: true })),
    ...knownOperations.map((known) => ({ ...known, built: others.has(`${known.method} ${known.path}`) })),
  ]
}
