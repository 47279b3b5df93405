/** The value when it is an object, else an empty one: vendors leave parts out when something went wrong. */
export function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

/** The JSON object of an answer, an empty one when it is none. */
export function parseObject(body: Buffer): Record<string, unknown> {
  try {
    return asObject(JSON.parse(body.toString()))
  } catch {
    return {}
  }
}
