import type { Bootstrap } from './bootstrap-file.ts'

export interface Banner {
  origin: string
  database: 'embedded' | 'external'
  dataDir: string
  /** Null when this data directory was not the one of the first start. */
  bootstrap: Bootstrap | null
  first: boolean
  /** Path of the owner's sign-in. */
  ownerSignIn: string
  /** The outbox with its key; null when there is none. */
  outbox: string | null
  /** Whether somebody sits before it. What goes into a journal stays there, and others read it. */
  secretly: boolean
}

/** What the terminal shows when the server is up: the address, the way in, and what an SDK needs, as a program would say it. */
export function renderBanner(banner: Banner): string {
  const { origin, database, dataDir, bootstrap } = banner
  const lines = [
    '',
    `  Menshen is running at ${origin}`,
    `  Database: ${database === 'embedded' ? `embedded PostgreSQL in ${dataDir}` : 'the PostgreSQL of DATABASE_URL'}`,
    '',
    ...(bootstrap ? ownerLines(banner, bootstrap) : []),
    `  Sign in   ${origin}${banner.ownerSignIn}`,
  ]
  if (bootstrap)
    lines.push(
      '',
      '  For authing-js-sdk:',
      '',
      '    const menshen = {',
      `      userPoolId: '${bootstrap.userPoolId}',`,
      `      appId: '${bootstrap.appId}',`,
      `      appHost: '${bootstrap.appHost}',`,
      `      host: '${bootstrap.host}',`,
      '    }',
    )
  if (banner.outbox) lines.push('', ...outboxLines(banner, banner.outbox))
  return `${lines.join('\n')}\n`
}

function ownerLines({ dataDir, first, secretly }: Banner, { ownerEmail, ownerPassword }: Bootstrap): string[] {
  const password =
    first && secretly
      ? `${ownerPassword}   (shown this once; also in ${dataDir}/bootstrap.json)`
      : `see ${dataDir}/bootstrap.json`
  return [`  Owner     ${ownerEmail}`, `  Password  ${password}`]
}

function outboxLines({ origin, dataDir, bootstrap, secretly }: Banner, outbox: string): string[] {
  const what = '  Mails or texts that nothing is configured to send are read'
  if (secretly) return [`${what} here (for a day; later, sign in as the owner first):`, `  ${outbox}`]
  const where = bootstrap ? `the link in ${dataDir}/bootstrap.json, or ` : ''
  return [`${what} at ${origin}/outbox`, `  (${where}sign in as the owner first).`]
}
