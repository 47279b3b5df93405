import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { openPost } from '../kit/post.ts'
import { newWorld, type World } from '../kit/world.ts'
import { launchChromium } from './chromium.ts'
import { noChromium } from './installed.ts'
import { openPage } from './open-page.ts'

let world: World
let post: Awaited<ReturnType<typeof openPost>>
let browser: Browser

before(async () => {
  if (noChromium) return
  post = await openPost()
  world = await newWorld({ messages: post.messages })
  browser = await launchChromium()
})

after(async () => {
  await browser?.close()
})

async function open(locale: string, path: string) {
  const viewport = { width: 360, height: 740 }
  return (await openPage(browser, { address: world.origin + path, locale, viewport })).page
}

describe('a phone number that does not say where it is from', { skip: noChromium }, () => {
  const cases = [
    { locale: 'en-US', typed: '415-555-0123', region: 'US', full: '+1 415-555-0123', to: '+14155550123' },
    { locale: 'zh-CN', typed: '138 0000 0123', region: 'CN', full: '+86 138 0000 0123', to: '+8613800000123' },
  ] as const
  for (const { locale, typed, region, full, to } of cases)
    test(`is shown in full before a code goes there, and can be from elsewhere: ${locale}`, async () => {
      const page = await open(locale, `/sign-in/${world.tenant.application.id}`)
      await page
        .locator('.methods button', { hasText: /code|验证码/i })
        .first()
        .click()
      await page.fill('#address', typed)
      assert.equal(await page.inputValue('#region'), region)
      await page.getByText(full, { exact: true }).waitFor()
      assert.ok(((await page.evaluate('document.documentElement.scrollWidth')) as number) <= 360)
      await page.fill('#address', '+44 7911 123456')
      assert.equal(await page.locator('#region').count(), 0)
      await page.fill('#address', 'lin@example.com')
      assert.equal(await page.locator('#region').count(), 0)
      await page.fill('#address', typed)
      await page.selectOption('#region', 'GB')
      await page.getByText(`+44 ${typed}`, { exact: true }).waitFor()
      await page.selectOption('#region', region)
      await page.click('button[type="submit"]')
      await page.locator('.sent-to').getByText(full).waitFor()
      assert.match(post.phones.last(to).content, /\d{6}/)
      await page.context().close()
    })
})
