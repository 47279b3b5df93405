import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/** Debian's Chromium, or whichever CHROMIUM_PATH names. */
const chromiumPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

/** Why the browser tests cannot run here; false when they can. */
export const noChromium = existsSync(chromiumPath)
  ? false
  : `no Chromium at ${chromiumPath}: install it, or set CHROMIUM_PATH`

export function launchChromium(): Promise<Browser> {
  const quiet = [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--disable-gpu',
    '--disable-quic',
  ]
  return chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', ...quiet] })
}
