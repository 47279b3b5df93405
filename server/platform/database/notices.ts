import { Client, type ClientConfig } from 'pg'
import type { Log } from '../log.ts'

/**
 * Tells every process that something cached has changed, over LISTEN/NOTIFY of PostgreSQL.
 * A topic is `<kind>:<key>`, e.g. `user:<pool>:<id>`. While the listening connection is down nothing can be heard, so
 * listeners are told to forget everything when it breaks and again when it is back.
 */
export interface Notices {
  onChange(kind: string, listener: (key: string) => void): void
  onLost(listener: () => void): void
  /** Delivers to this process's own listeners; other processes hear the same through the database. */
  deliver(topic: string): void
  /** False while changes made by other processes cannot be heard. */
  readonly listening: boolean
  start(): Promise<void>
  stop(): Promise<void>
}

export const channel = 'menshen_changed'
const reconnectAfterMs = 500
/** A server that neither answers nor refuses must not hold up a start, nor a reconnection. */
const limits = { connectionTimeoutMillis: 5_000, query_timeout: 5_000, keepAlive: true } as const

export function createNotices(config: ClientConfig, log: Log): Notices {
  const listeners = new Map<string, ((key: string) => void)[]>()
  const lostListeners: (() => void)[] = []
  let client: Client | null = null
  let stopped = false
  let timer: NodeJS.Timeout | undefined

  function deliver(topic: string): void {
    const colon = topic.indexOf(':')
    for (const listener of listeners.get(topic.slice(0, colon)) ?? []) listener(topic.slice(colon + 1))
  }

  function lose(lost: Client, error?: Error): void {
    if (lost !== client || stopped) return
    client = null
    log.warn({ err: error }, 'the connection that hears changes broke; caches are emptied')
    for (const listener of lostListeners) listener()
    timer = setTimeout(() => void reconnect(), reconnectAfterMs)
  }

  async function reconnect(): Promise<void> {
    try {
      await listen()
      for (const listener of lostListeners) listener()
    } catch {
      if (!stopped) timer = setTimeout(() => void reconnect(), reconnectAfterMs)
    }
  }

  async function listen(): Promise<void> {
    const next = new Client({ ...config, ...limits, application_name: 'menshen changes' })
    next.on('error', (error) => lose(next, error))
    next.on('end', () => lose(next))
    next.on('notification', (message) => deliver(message.payload ?? ''))
    await startListening(next)
    if (stopped) return void next.end()
    client = next
  }

  return {
    onChange: (kind, listener) => void listeners.set(kind, [...(listeners.get(kind) ?? []), listener]),
    onLost: (listener) => void lostListeners.push(listener),
    deliver,
    get listening() {
      return client !== null
    },
    start: listen,
    async stop() {
      stopped = true
      clearTimeout(timer)
      await client?.end()
    },
  }
}

async function startListening(client: Client): Promise<void> {
  try {
    await client.connect()
    await client.query(`LISTEN ${channel}`)
  } catch (error) {
    // Not awaited: a server that says nothing would not answer this either.
    void client.end().catch(() => {})
    throw error
  }
}
