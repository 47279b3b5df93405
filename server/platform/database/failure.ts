interface DatabaseError {
  code?: string
  constraint?: string
}

/** The name of the unique constraint or index that refused the write, or undefined when the error is something else. */
export function brokenUniqueness(error: unknown): string | undefined {
  const { code, constraint } = (error ?? {}) as DatabaseError
  return code === '23505' ? constraint : undefined
}

// Class 08 is connection trouble, 53 insufficient resources, 57P0x a server that shuts down or starts, 25006 a standby.
const unavailable = /^(08...|53...|57P0[1-5]|57014|55P03|25006)$/
const unreachable = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND'])
const poolMessages =
  /timeout exceeded when trying to connect|Query read timeout|Connection terminated|Client has encountered a connection error/

/** True when the store cannot be used just now, so that the same request may succeed a little later. */
export function isUnavailable(error: unknown): boolean {
  const { code = '' } = (error ?? {}) as DatabaseError
  return unavailable.test(code) || unreachable.has(code) || (error instanceof Error && poolMessages.test(error.message))
}

/** True when a write found no room (disk_full). */
export function isFull(error: unknown): boolean {
  return ((error ?? {}) as DatabaseError).code === '53100'
}

/** True when the user that we connect as lacks a right (insufficient_privilege). */
export function isForbidden(error: unknown): boolean {
  return ((error ?? {}) as DatabaseError).code === '42501'
}

/** True when a text was not one that PostgreSQL can hold or look for: with NUL, as only callers write it. */
export function isUnstorable(error: unknown): boolean {
  const { code } = (error ?? {}) as DatabaseError
  return code === '22021' || code === '22P05'
}
