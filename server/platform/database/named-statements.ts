import { refuse } from '@menshen/contract/errors'
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import { DatabaseError, type Pool, type PoolClient, type QueryConfig } from 'pg'
import { isUnstorable } from './failure.ts'

/** Longer than the server's own statement_timeout, so that this is only for one that does not answer at all. */
const longestWaitMs = 12_000

/**
 * Gives each distinct statement a name, so that PostgreSQL parses and plans it once per connection (measured: 18,000
 * against 6,600 single selects a second). The texts come from the code and are few; past the bound a text runs unnamed.
 */
function createNames(max = 2000): (text: string) => string | undefined {
  const names = new Map<string, string>()
  return (text) => {
    let name = names.get(text)
    if (!name && names.size < max) {
      name = `s${names.size}`
      names.set(text, name)
    }
    return name
  }
}

/** The pool in the form that Kysely's driver asks for, with every statement named. */
export function withNamedStatements(pool: Pool): PostgresPool {
  const nameOf = createNames()
  const wrapped = new WeakMap<PoolClient, PostgresPoolClient>()

  function wrap(client: PoolClient): PostgresPoolClient {
    let lost = false
    async function query(text: string, values?: unknown[]) {
      // A rollback would wait as long again.
      if (lost) throw new Error('Connection terminated before this statement')
      try {
        const name = values?.length ? nameOf(text) : undefined
        return await client.query({ name, text, values, query_timeout: longestWaitMs } as QueryConfig)
      } catch (error) {
        // Whatever the server did not say itself: the connection broke, or its answer may still come.
        lost ||= !(error instanceof DatabaseError)
        if (isUnstorable(error)) refuse(400, { variant: 'unstorableText' })
        throw error
      }
    }
    return {
      query: query as unknown as PostgresPoolClient['query'],
      // One on which an answer is outstanding may be inside a transaction: nobody may be given it again.
      release: () => client.release(lost),
    }
  }

  return {
    async connect() {
      const client = await pool.connect()
      const known = wrapped.get(client) ?? wrap(client)
      wrapped.set(client, known)
      return known
    },
    end: () => pool.end(),
  }
}
