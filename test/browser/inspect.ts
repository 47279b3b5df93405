import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

interface Finding {
  id: string
  nodes: { html: string; failureSummary: string }[]
}

async function findings(page: Page, rules: string[] | null): Promise<string[]> {
  const options = rules ? { runOnly: rules } : { runOnly: standards }
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe)
  const { violations } = (await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as {
    violations: Finding[]
  }
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary.replaceAll('\n', ' ')}`),
  )
}

/** What sticks out sideways at the width of a small phone, or of a desktop at 400 % (WCAG 2.2, 1.4.10). */
async function overhang(page: Page): Promise<string[]> {
  const before = page.viewportSize() ?? { width: 1280, height: 720 }
  await page.setViewportSize({ width: 320, height: 640 })
  const wide = (await page.evaluate('document.documentElement.scrollWidth')) as number
  await page.setViewportSize(before)
  return wide > 320 ? [`${wide} pixels wide at 320`] : []
}

/**
 * Looks at a page as it stands: every rule that a program can check, in light and dark, and how it fits a small screen.
 * Answers its title, which must say where one is.
 */
async function inspectOnce(page: Page, name: string): Promise<string> {
  const wrong = await findings(page, null)
  await page.emulateMedia({ colorScheme: 'dark' })
  wrong.push(...(await findings(page, ['color-contrast'])).map((line) => `in the dark: ${line}`))
  await page.emulateMedia({ colorScheme: 'light' })
  wrong.push(...(await overhang(page)))
  assert.deepEqual(wrong, [], name)
  return page.title()
}

const languages = { 'en-US': '中文', 'zh-CN': 'English' } as const

/** The same in both languages, beginning in English; the switch must leave everything else as it is. */
export async function inspect(page: Page, name: string): Promise<string[]> {
  const english = await inspectOnce(page, `${name}, in English`)
  assert.equal(await page.locator('html').getAttribute('lang'), 'en-US', name)
  await speak(page, 'zh-CN')
  const chinese = await inspectOnce(page, `${name}, in Chinese`)
  await speak(page, 'en-US')
  assert.match(chinese, /\p{Script=Han}/u, `${name}: the title is in the language of the page`)
  return [english, chinese]
}

async function speak(page: Page, language: keyof typeof languages): Promise<void> {
  const name = language === 'zh-CN' ? '中文' : 'English'
  // What lies under a dialog cannot be pressed; its language is that of the page.
  await page.evaluate(
    `[...document.querySelectorAll('.language')].find((one) => one.textContent.trim() === '${name}').click()`,
  )
  await page.waitForSelector(`html[lang="${language}"]`)
  await page.waitForLoadState('load')
}
