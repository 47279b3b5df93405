import type { DescribedDoor } from './engine/openapi/document.ts'
import type { Row } from './engine/row.ts'
import { restV2 } from './v2/document.ts'
import { restV3 } from './v3/document.ts'

/** Every REST door, with all that it serves. */
export const restDoors: readonly (DescribedDoor & { rows: readonly Row[] })[] = [restV2, restV3].map((door) => ({
  ...door,
  rows: door.areas.flatMap(({ rows }) => rows),
}))

/** The rows of all of them. */
export const restRows: readonly Row[] = restDoors.flatMap(({ rows }) => rows)
