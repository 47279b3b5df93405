import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { say } from '@menshen/contract/errors'
import * as oidc from 'openid-client'
import type { Browser, Page } from 'playwright-core'
import { registerPerson, send } from '../kit/people.ts'
import { accepted } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'
import { launchChromium } from './chromium.ts'
import { noChromium } from './installed.ts'
import { openPage } from './open-page.ts'
import { type RelyingParty, startRelyingParty } from './relying-party.ts'

let world: World
let browser: Browser
let shop: RelyingParty
let forum: RelyingParty
let stranger: RelyingParty
const violations: string[] = []

before(async () => {
  if (noChromium) return
  world = await newWorld()
  browser = await launchChromium()
  shop = await startRelyingParty(world, 'shop')
  forum = await startRelyingParty(world, 'forum')
  stranger = await startRelyingParty(world, 'stranger', { firstParty: false })
})

after(async () => {
  await browser?.close()
  for (const party of [shop, forum, stranger]) await party?.close()
})

/** A browser of somebody's own. What the page's policy forbids, and what throws in a page, is remembered. */
const freshPage = (options: Parameters<typeof openPage>[1] = {}) => openPage(browser, { violations, ...options })

async function fillIn(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await page.fill(`input[name="${name}"]`, value)
  await page.click('button[type="submit"]')
}

const who = (page: Page) => page.textContent('#who')

describe('a person in a browser', { skip: noChromium }, () => {
  test('signs up, comes back with a code, and the application gets tokens for its whole life', async () => {
    const { context, page } = await freshPage()
    await page.goto(`${shop.address}/login?prompt=consent`)
    await page.getByRole('button', { name: 'Create an account' }).click()
    await fillIn(page, { email: 'new.person@example.com', password: 'correct horse 1' })
    await page.getByRole('button', { name: /allow|agree|continue/i }).click()
    await page.waitForURL(`${shop.address}/`)
    const claims = shop.tokens.claims()
    assert.equal(await who(page), claims?.sub)
    assert.equal(claims?.email, 'new.person@example.com')
    const info = await oidc.fetchUserInfo(shop.config, shop.tokens.access_token, claims?.sub ?? '')
    assert.equal(info.email, 'new.person@example.com')
    const refreshed = await oidc.refreshTokenGrant(shop.config, shop.tokens.refresh_token ?? '')
    assert.notEqual(refreshed.access_token, shop.tokens.access_token)
    assert.equal((await oidc.tokenIntrospection(shop.config, refreshed.access_token)).active, true)
    await oidc.tokenRevocation(shop.config, refreshed.access_token)
    assert.equal((await oidc.tokenIntrospection(shop.config, refreshed.access_token)).active, false)
    await context.close()
  })

  test('signs in once for two applications of the pool, and signing out ends both', async () => {
    const person = await registerPerson(world)
    const { context, page } = await freshPage()
    await page.goto(`${shop.address}/login`)
    await fillIn(page, { account: person.username, password: person.password })
    await page.waitForURL(`${shop.address}/`)
    assert.equal(await who(page), person.id)
    const { access_token: shopToken } = shop.tokens

    await page.goto(`${forum.address}/login`)
    await page.waitForURL(`${forum.address}/`)
    assert.equal(await who(page), person.id, 'no password was asked for')
    const { access_token: forumToken } = forum.tokens

    await page.goto(`${forum.address}/logout`)
    await page.waitForURL(`${forum.address}/`)
    for (const [party, token] of [
      [shop, shopToken],
      [forum, forumToken],
    ] as const) {
      assert.equal((await oidc.tokenIntrospection(party.config, token)).active, false)
      await page.goto(`${party.address}/login`)
      assert.ok(await page.waitForSelector('input[name="password"]'), 'the password is asked for again')
    }
    await context.close()
  })

  test('is asked before a stranger learns who they are, and may say no', async () => {
    const person = await registerPerson(world)
    const { context, page } = await freshPage()
    await page.goto(`${stranger.address}/login`)
    await fillIn(page, { account: person.username, password: person.password })
    await page.getByRole('button', { name: /allow|agree|continue/i }).waitFor()
    await page
      .getByRole('button', { name: /deny|cancel|decline|not/i })
      .first()
      .click()
    await page.waitForSelector('#failed')
    assert.match((await page.textContent('#failed')) ?? '', /denied|error/i)
    await context.close()
  })

  test('reads refusals where they belong, in the language of the browser, and can switch it', async () => {
    const person = await registerPerson(world)
    const { context, page } = await freshPage({
      locale: 'zh-CN',
      viewport: { width: 360, height: 740 },
      colorScheme: 'dark',
    })
    await page.goto(`${shop.address}/login`)
    await fillIn(page, { account: person.username, password: 'wrong' })
    const field = page.locator('input[name="password"]')
    await page.waitForSelector('input[name="password"][aria-invalid="true"]')
    const described = (await field.getAttribute('aria-describedby')) ?? ''
    assert.equal((await page.textContent(`#${described.split(' ')[0]}`))?.trim(), say(2006, 'zh-CN'))
    assert.equal(await page.evaluate('document.activeElement.name'), 'password', 'the focus is on what is wrong')
    assert.ok(
      ((await page.evaluate('document.documentElement.scrollWidth')) as number) <= 360,
      'nothing sticks out sideways',
    )
    await page.getByRole('button', { name: 'English' }).click()
    await page.waitForSelector('html[lang="en-US"]')
    assert.ok((await context.cookies()).some(({ name, value }) => name === 'menshen_language' && value === 'en-US'))
    await context.close()
  })

  test('who is locked is told so on the page too', async () => {
    const person = await registerPerson(world)
    const { pool } = world.tenant
    const { accessToken } = accepted<{ accessToken: string }>(
      await send(world, 'accessToken', { userPoolId: pool.id, secret: pool.secret }),
    )
    accepted(await send(world, 'updateUser', { id: person.id, input: { blocked: true } }, { token: accessToken }))
    const { context, page } = await freshPage()
    await page.goto(`${shop.address}/login`)
    await fillIn(page, { account: person.username, password: person.password })
    await page.getByText('User has been locked').first().waitFor()
    await context.close()
  })

  test('signs in by keyboard alone', async () => {
    const person = await registerPerson(world)
    const { context, page } = await freshPage()
    await page.goto(`${shop.address}/login`)
    await page.waitForSelector('input[name="account"]:focus')
    await page.keyboard.type(person.username)
    await page.keyboard.press('Tab')
    await page.keyboard.type(person.password)
    await page.keyboard.press('Enter')
    await page.waitForURL(`${shop.address}/`)
    assert.equal(await who(page), person.id)
    await context.close()
  })

  test('tries the first application from the home page', async () => {
    const person = await registerPerson(world)
    const { context, page } = await freshPage()
    await page.goto(world.origin)
    assert.match(await page.content(), new RegExp(world.tenant.application.id))
    assert.ok(!(await page.content()).includes(world.tenant.application.secret), 'no secret on the home page')
    await page.getByRole('link', { name: /sign-in page/i }).click()
    await fillIn(page, { account: person.username, password: person.password })
    await page.waitForURL(/\/welcome/)
    assert.match(await page.content(), new RegExp(person.id))
    await context.close()
  })

  test('no page broke its own policy or threw', () => {
    assert.deepEqual(violations, [])
  })
})
