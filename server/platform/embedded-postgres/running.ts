import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { passwordPath } from './init-cluster.ts'
import type { EmbeddedConnection } from './shapes.ts'

/** How to reach the embedded PostgreSQL that another process of ours keeps running; null when none is. */
export function runningEmbedded(dataDir: string): EmbeddedConnection | null {
  const cluster = join(dataDir, 'postgres')
  try {
    const password = readFileSync(passwordPath(cluster), 'utf8').trim()
    // Of postmaster.pid the fourth line is the port, the fifth the socket's directory and the sixth the address.
    const [, , , port, socket, address] = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    const host = socket || address
    return host ? { host, port: Number(port), user: 'menshen', database: 'menshen', password, ssl: false } : null
  } catch {
    return null
  }
}
