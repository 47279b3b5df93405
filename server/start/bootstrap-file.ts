import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import type { FirstBoot } from '#domain/top/installation/first-boot.ts'
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
  /** Where the owner is; its management token makes further pools. */
  rootUserPoolId: string
  rootUserPoolSecret: string
  /** The outbox with a key of this start; null when everything is sent. */
  outbox: string | null
}

function bootstrapPath(dataDir: string): string {
  return join(dataDir, 'bootstrap.json')
}

export function bootstrapOf(origin: string, made: FirstBoot): Bootstrap {
  return {
    host: origin,
    appHost: origin,
    userPoolId: made.pool.id,
    userPoolSecret: made.pool.secret,
    appId: made.application.id,
    appSecret: made.application.secret,
    ownerEmail: made.ownerEmail,
    ownerPassword: made.ownerPassword,
    rootUserPoolId: made.root.pool.id,
    rootUserPoolSecret: made.root.pool.secret,
    outbox: null,
  }
}

export function writeBootstrap(dataDir: string, bootstrap: Bootstrap): void {
  writePrivateFile(bootstrapPath(dataDir), `${JSON.stringify(bootstrap, null, 2)}\n`, { replace: true })
}

/**
 * What an earlier start wrote, with what this one knows better; null when there is no such file here, and then none is
 * written: an operator who took the secrets away wants them away.
 */
export function refreshBootstrap(
  dataDir: string,
  { origin, root, outbox }: { origin: string; root: UserPool; outbox: string | null },
): Bootstrap | null {
  let kept: Partial<Bootstrap>
  try {
    kept = JSON.parse(readFileSync(bootstrapPath(dataDir), 'utf8'))
  } catch {
    return null
  }
  const rootNow = { rootUserPoolId: root.id, rootUserPoolSecret: root.secret }
  const bootstrap = { ...kept, host: origin, appHost: origin, ...rootNow, outbox } as Bootstrap
  if (JSON.stringify(bootstrap) !== JSON.stringify(kept)) writeBootstrap(dataDir, bootstrap)
  return bootstrap
}
