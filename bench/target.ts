import type { ClientConfig } from 'pg'
import type { Bootstrap } from '#server/start/bootstrap-file.ts'

/** Where the load goes. */
export interface Target {
  origin: string
  bootstrap: Bootstrap
  /** For the bare limit of writes: the same database server. */
  database: ClientConfig
  /** Address of the bare HTTP server. */
  echo: string
  /** The server's, with which a row makes what otherwise only the server could. */
  secretKey: string
  /** How many people were put into the database at once; 0: none. */
  scale: number
  /** How many people the pool holds besides those who sign in. */
  crowd: number
}
