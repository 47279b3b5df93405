import type { Browser, BrowserContext, Page } from 'playwright-core'

type Options = NonNullable<Parameters<Browser['newContext']>[0]> & {
  /** Where it goes first; left out: nowhere yet. */
  address?: string
  /** What its policy forbids and what throws in it is put here. */
  violations?: string[]
}

/** A page in a browser of somebody's own. */
export async function openPage(
  browser: Browser,
  { address, violations, ...options }: Options = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ locale: 'en-US', ...options })
  const page = await context.newPage()
  if (violations) remember(page, violations)
  if (address) await page.goto(address)
  return { context, page }
}

function remember(page: Page, violations: string[]): void {
  page.on('console', (message) => /Content Security Policy/i.test(message.text()) && violations.push(message.text()))
  page.on('pageerror', (error) => violations.push(error.message))
}

/** Types a name and a password into the sign-in page and presses Enter. */
export async function enterPassword(
  page: Page,
  { username, password }: { username: string; password: string },
): Promise<void> {
  await page.fill('input[name="account"]', username)
  await page.fill('input[name="password"]', password)
  await page.keyboard.press('Enter')
}
