import assert from 'node:assert/strict'
import type { Browser } from '../oidc/browser.ts'
import type { Answer } from './light-fetch.ts'

/** Presses a button of the plain form on a page, as a browser without scripts does. */
export async function pressButton(
  browser: Browser,
  page: Answer,
  more: Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<Answer> {
  const html = await page.text()
  const action = /<form [^>]*action="([^"]+)"/.exec(html)?.[1] ?? assert.fail(`no form in: ${html}`)
  const inputs = html.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)
  const fields = Object.fromEntries(
    [...inputs].map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')]),
  )
  return browser.go(action, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
    body: new URLSearchParams({ ...fields, ...more }).toString(),
  })
}
