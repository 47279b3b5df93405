import type { Database } from '#platform/database/connect.ts'

/** Every distinct statement with parameters that is sent from now on, each with the values of its last use. */
export function recordStatements({ pool }: Database): Map<string, unknown[]> {
  const seen = new Map<string, unknown[]>()
  const record = (client: { query: unknown }) => {
    const query = client.query as (this: unknown, config: unknown, ...rest: unknown[]) => unknown
    client.query = function (this: unknown, config: unknown, ...rest: unknown[]) {
      const { text, values } = (typeof config === 'object' && config !== null ? config : {}) as {
        text?: string
        values?: unknown[]
      }
      if (text && values?.length) seen.set(text, values)
      return query.call(this, config, ...rest)
    }
  }
  // Connections that are open already are lent out once and recorded then.
  const known = new WeakSet<object>()
  pool.on('acquire', (client) => {
    if (known.has(client)) return
    known.add(client)
    record(client)
  })
  return seen
}
