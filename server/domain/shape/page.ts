/** Which part of a list somebody wants. */
export interface Page {
  /** From 1. */
  page: number
  limit: number
}

const maxLimit = 50

/** A page as asked for within bounds: at least one row, at most 50 (the official clients' own limit). */
export function pageOf(page: number | null | undefined, limit: number | null | undefined): Page {
  return { page: Math.max(1, Math.min(page ?? 1, 1_000_000)), limit: Math.max(1, Math.min(limit ?? 10, maxLimit)) }
}
