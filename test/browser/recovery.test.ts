import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { say } from '@menshen/contract/errors'
import type { Browser, Page } from 'playwright-core'
import { managementToken, sealed, send } from '../kit/people.ts'
import { openPost } from '../kit/post.ts'
import { accepted, graphql } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'
import { launchChromium } from './chromium.ts'
import { noChromium } from './installed.ts'
import { openPage } from './open-page.ts'
import { arrived, type RelyingParty, startRelyingParty } from './relying-party.ts'

let world: World
let post: Awaited<ReturnType<typeof openPost>>
let browser: Browser
let shop: RelyingParty
let manager: string
const violations: string[] = []
let counter = 0

before(async () => {
  if (noChromium) return
  post = await openPost()
  world = await newWorld({ messages: post.messages })
  browser = await launchChromium()
  shop = await startRelyingParty(world, 'shop', { magicLink: true })
  manager = await managementToken(world)
})

after(async () => {
  await browser?.close()
  await shop?.close()
})

const initial = 'given by the office'
const chosen = 'another battery staple'

async function createPerson(resetPasswordOnFirstLogin = false): Promise<{ id: string; email: string }> {
  const email = `newcomer${++counter}@example.com`
  const query =
    'mutation ($userInfo: CreateUserInput!, $reset: Boolean) { createUser(userInfo: $userInfo, resetPasswordOnFirstLogin: $reset) { id } }'
  const userInfo = { email, password: sealed(world, initial) }
  const speaking = { tenant: world.tenant, token: manager }
  const { id } = accepted<{ id: string }>(
    await graphql(world.origin, query, { userInfo, reset: resetPasswordOnFirstLogin }, speaking),
  )
  return { id, email }
}

/** A page in a browser of somebody's own. What its policy forbids and what throws is remembered. */
const open = (address: string, options: Parameters<typeof openPage>[1] = {}) =>
  openPage(browser, { address, violations, ...options })

async function enter(page: Page, account: string, password: string): Promise<void> {
  await page.fill('input[name="account"]', account)
  await page.fill('input[name="password"]', password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

async function errorAt(page: Page, field: string): Promise<string> {
  await page.waitForSelector(`input[name="${field}"][aria-invalid="true"]`)
  return (await page.textContent(`#${field}-error`))?.trim() ?? ''
}

async function linkTo(email: string): Promise<string> {
  const { text = '' } = await post.mailbox.next(email)
  return /http:\S+(?:token|link)=\S+/.exec(text)?.[0] ?? assert.fail(`no link in ${text}`)
}

describe('passwords and links, in a browser', { skip: noChromium }, () => {
  test('whoever signs in for the first time chooses a password, and is in', async () => {
    const { id, email } = await createPerson(true)
    const { context, page } = await open(`${shop.address}/login`)
    await enter(page, email, initial)
    await page.getByRole('heading', { name: 'Set a new password' }).waitFor()
    await page.waitForSelector('input[name="password"]:focus')
    const set = page.getByRole('button', { name: 'Set password and sign in' })
    await page.keyboard.type('12345')
    await set.click()
    assert.match(await errorAt(page, 'password'), /at least 8/)
    await page.fill('input[name="password"]', initial)
    await set.click()
    assert.match(await errorAt(page, 'password'), /differs/)
    await page.fill('input[name="password"]', chosen)
    assert.match((await page.textContent('.strength-word')) ?? '', /Good|Strong/)
    await set.click()
    assert.equal(await arrived(page, shop), id)
    await context.close()
    const again = await open(`${shop.address}/login`)
    await enter(again.page, email, chosen)
    assert.equal(await arrived(again.page, shop), id)
    await again.context.close()
  })

  test('whoever has to change the password types the new one only, and is in', async () => {
    const { id, email } = await createPerson()
    accepted(await send(world, 'updateUser', { id, input: { resetPasswordOnNextLogin: true } }, { token: manager }))
    const { context, page } = await open(`${shop.address}/login`)
    await enter(page, email, initial)
    await page.getByText('You need to change your password before you continue.').waitFor()
    assert.equal(await page.locator('input[type="password"]').count(), 1)
    await page.keyboard.type(chosen)
    await page.keyboard.press('Enter')
    assert.equal(await arrived(page, shop), id)
    await context.close()
  })

  test('the link of a reset mail leads to a form, in any browser, and the new password signs in', async () => {
    const { id, email } = await createPerson()
    const { context, page } = await open(`${shop.address}/login`)
    await page.fill('input[name="account"]', email)
    await page.getByRole('button', { name: 'Forgot your password?' }).click()
    await page.getByRole('button', { name: 'Send code' }).click()
    await page.waitForSelector('input[name="code"]:focus')
    const link = await linkTo(email)
    const elsewhere = await open(link, { viewport: { width: 375, height: 740 } })
    await elsewhere.page.getByText(`for ${email}`).waitFor()
    await elsewhere.page.waitForSelector('input[name="password"]:focus')
    assert.ok(
      ((await elsewhere.page.evaluate('document.documentElement.scrollWidth')) as number) <= 375,
      'nothing sticks out',
    )
    await elsewhere.page.keyboard.type(chosen)
    await elsewhere.page.keyboard.press('Enter')
    await elsewhere.page.getByRole('heading', { name: 'Your password has been set' }).waitFor()
    assert.equal(await elsewhere.page.getByRole('link', { name: 'Back to shop' }).getAttribute('href'), shop.address)
    await elsewhere.page.goto(link)
    await elsewhere.page.getByRole('heading', { name: 'This link no longer works' }).waitFor()
    assert.ok(await elsewhere.page.getByRole('link', { name: /^(Back to|Sign in)/ }).isVisible())
    await elsewhere.context.close()
    await page.getByRole('button', { name: 'Back to sign-in' }).click()
    await enter(page, email, chosen)
    assert.equal(await arrived(page, shop), id)
    await context.close()
  })

  test('a mailed link signs in, once its button is pressed in the browser that asked for it', async () => {
    const { id, email } = await createPerson()
    const { context, page } = await open(`${shop.address}/login`)
    await page.getByRole('button', { name: 'Email link' }).click()
    await page.fill('input[name="address"]', email)
    await page.getByRole('button', { name: 'Send link' }).click()
    await page.getByRole('status').getByText('We sent a link to').waitFor()
    const link = await linkTo(email)
    const elsewhere = await open(link)
    await elsewhere.page.getByRole('heading', { name: 'Open this link where you asked for it' }).waitFor()
    assert.equal(await elsewhere.page.getByRole('link', { name: 'Back to shop' }).getAttribute('href'), shop.address)
    await elsewhere.context.close()

    const tab = await context.newPage()
    await tab.goto(link)
    await tab.getByText('Select Sign in to continue').waitFor()
    assert.equal(await tab.locator('input').count(), 0)
    await tab.getByRole('button', { name: 'Sign in', exact: true }).click()
    assert.equal(await arrived(tab, shop), id)
    await context.close()
  })

  test('a link that is too old says so and leads back to the ways to sign in, in Chinese', async () => {
    const { id, email } = await createPerson()
    const { context, page } = await open(`${shop.address}/login`, { locale: 'zh-CN' })
    await page.getByRole('button', { name: '邮件链接' }).click()
    await page.fill('input[name="address"]', email)
    await page.getByRole('button', { name: '发送链接' }).click()
    const link = await linkTo(email)
    world.passSeconds(601)
    await page.goto(link)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page
      .getByRole('alert')
      .getByText(say(2206, 'zh-CN', { variant: 'link' }))
      .waitFor()
    await page.getByRole('button', { name: '返回登录' }).click()
    assert.ok(!new URL(page.url()).searchParams.has('link'))
    await page.fill('input[name="account"]', email)
    await page.fill('input[name="password"]', initial)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    assert.equal(await arrived(page, shop), id)
    await context.close()
  })

  test('no page broke its own policy or threw', () => {
    assert.deepEqual(violations, [])
  })
})
