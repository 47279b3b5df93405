/** An operating-system identity by number; PostgreSQL does not need it to have a name, only initdb does. */
export interface OsUser {
  uid: number
  gid: number
}

/** Where the operator reads what we did on our own account; pino's logger fits. */
export interface Teller {
  info(text: string): void
  warn(text: string): void
  error(text: string): void
}

export interface Binaries {
  /** The directory that holds `bin`, `lib` and `share`. */
  root: string
  /** For instance `18.4.0-beta.17`: the version of the package. */
  version: string
  major: number
}

/** What `pg` needs to connect. Never log it: it holds the password. */
export interface EmbeddedConnection {
  /** A socket directory; on Windows the loopback address. */
  host: string
  port: number
  user: string
  database: string
  password: string
  /** Off by word, so that a PGSSLMODE of the environment cannot ask for TLS on a socket. */
  ssl: false
}

/** All that is fixed between two launches of the same cluster. */
export interface ClusterSetup {
  dataDir: string
  cluster: string
  binaries: Binaries
  /** Whom PostgreSQL runs as when that is not ourselves. */
  user: OsUser | undefined
  connection: EmbeddedConnection
  settings: Readonly<Record<string, string>>
}

/** A postmaster that we started. */
export interface Postmaster {
  pid: number
  alive(): boolean
  /** The exit code, or null when a signal ended it. */
  exited: Promise<number | null>
}
