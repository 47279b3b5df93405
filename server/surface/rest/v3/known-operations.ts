import { listKnown } from '../engine/list-known.ts'

/**
 * What clients call at this door and no row of it answers yet. Whatever else stands below `/api/v3` is refused alike, and no page
 * lists it. A line goes when its row comes.
 */
export const knownOperations = listKnown(`
social and enterprise
GET /api/v3/generate-link-extidp-url
`)
