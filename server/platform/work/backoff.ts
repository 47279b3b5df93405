/** Waits that double: `firstMs` after the first try, and never more than `longestMs`. */
export function doubling(firstMs: number, longestMs: number): (attempt: number) => number {
  return (attempt) => Math.min(firstMs * 2 ** (attempt - 1), longestMs)
}
