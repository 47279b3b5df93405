import { type Browser, chromium } from 'playwright-core'
import { chromiumPath } from './installed.ts'

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
