import type { Bootstrap } from './bootstrap-file.ts'

export interface Banner {
  origin: string
  database: 'embedded' | 'external'
  dataDir: string
  /** Null when this data directory was not the one of the first start. */
  bootstrap: Bootstrap | null
  first: boolean
  /** The outbox with its key; null when there is none. */
  outbox: string | null
}

/** What the terminal shows when the server is up: the address, the way in, and four lines to paste into an SDK. */
export function renderBanner({ origin, database, dataDir, bootstrap, first, outbox }: Banner): string {
  const lines = [
    '',
    `  Menshen is running at ${origin}`,
    `  Database: ${database === 'embedded' ? `embedded PostgreSQL in ${dataDir}` : 'the PostgreSQL of DATABASE_URL'}`,
  ]
  if (bootstrap) {
    lines.push('', `  Owner     ${bootstrap.ownerEmail}`)
    lines.push(
      first
        ? `  Password  ${bootstrap.ownerPassword}   (shown this once; also in ${dataDir}/bootstrap.json)`
        : `  Password  see ${dataDir}/bootstrap.json`,
    )
    lines.push('', '  For authing-js-sdk:', '')
    lines.push(
      `    userPoolId: '${bootstrap.userPoolId}',`,
      `    appId: '${bootstrap.appId}',`,
      `    appHost: '${bootstrap.appHost}',`,
      `    host: '${bootstrap.host}',`,
    )
  }
  if (outbox)
    lines.push(
      '',
      '  Mails or texts that nothing is configured to send are read here (the link works once):',
      `  ${outbox}`,
    )
  return `${lines.join('\n')}\n`
}
