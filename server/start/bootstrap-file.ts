import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FirstBoot } from '#domain/installation/first-boot.ts'
import { writePrivateFile } from './private-file.ts'

/** What the first start made, for the operator: `DATA_DIR/bootstrap.json`, mode 0600. */
export interface Bootstrap {
  /** For `ManagementClient`. */
  host: string
  /** For `AuthenticationClient`. */
  appHost: string
  userPoolId: string
  userPoolSecret: string
  appId: string
  appSecret: string
  ownerEmail: string
  ownerPassword: string
}

function pathIn(dataDir: string): string {
  return join(dataDir, 'bootstrap.json')
}

export function writeBootstrap(dataDir: string, origin: string, made: FirstBoot): void {
  const bootstrap: Bootstrap = {
    host: origin,
    appHost: origin,
    userPoolId: made.pool.id,
    userPoolSecret: made.pool.secret,
    appId: made.application.id,
    appSecret: made.application.secret,
    ownerEmail: made.ownerEmail,
    ownerPassword: made.ownerPassword,
  }
  writePrivateFile(pathIn(dataDir), `${JSON.stringify(bootstrap, null, 2)}\n`, { replace: true })
}

/** What an earlier start wrote, with the address of this one; null when there is no such file here. */
export function refreshBootstrap(dataDir: string, origin: string): Bootstrap | null {
  let kept: Bootstrap
  try {
    kept = JSON.parse(readFileSync(pathIn(dataDir), 'utf8'))
  } catch {
    return null
  }
  const bootstrap = { ...kept, host: origin, appHost: origin }
  if (kept.host !== origin)
    writePrivateFile(pathIn(dataDir), `${JSON.stringify(bootstrap, null, 2)}\n`, { replace: true })
  return bootstrap
}
