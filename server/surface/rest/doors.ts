import type { KnownOperation } from './engine/list-known.ts'
import type { DescribedDoor } from './engine/openapi/document.ts'
import type { RestRow } from './engine/row.ts'
import { restV2 } from './v2/document.ts'
import { knownOperations as knownOfV2 } from './v2/known-operations.ts'
import { restV3 } from './v3/document.ts'
import { knownOperations as knownOfV3 } from './v3/known-operations.ts'

export interface RestDoor extends DescribedDoor {
  /** All that it serves. */
  rows: readonly RestRow[]
  /** What clients call there besides. */
  known: readonly KnownOperation[]
}

const listed = (door: DescribedDoor, known: readonly KnownOperation[]): RestDoor => ({
  ...door,
  rows: door.areas.flatMap(({ rows }) => rows),
  known,
})

/** Every REST door. */
export const restDoors: readonly RestDoor[] = [listed(restV2, knownOfV2), listed(restV3, knownOfV3)]

/** The rows of all of them. */
export const restRows: readonly RestRow[] = restDoors.flatMap(({ rows }) => rows)

export interface RestOperation extends KnownOperation {
  door: RestDoor['name']
  built: boolean
}

/**
 * Every REST operation and whether it is built: what has a row, and what else clients call. `elsewhere` are those that doors of
 * other protocols serve, as `GET /oidc/auth`.
 */
export function restOperations(elsewhere: readonly string[] = []): RestOperation[] {
  const others = new Set(elsewhere)
  return restDoors.flatMap(({ name: door, rows, known }) => [
    ...rows.map(({ method, path }) => ({ door, method, path, built: true })),
    ...known.map(({ method, path }) => ({ door, method, path, built: others.has(`${method} ${path}`) })),
  ])
}
