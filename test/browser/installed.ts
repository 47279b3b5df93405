import { existsSync } from 'node:fs'

/** Debian's Chromium, or whichever CHROMIUM_PATH names. */
export const chromiumPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

/** Why the browser tests cannot run here; false when they can. */
export const noChromium = existsSync(chromiumPath)
  ? false
  : `no Chromium at ${chromiumPath}: install it, or set CHROMIUM_PATH`
