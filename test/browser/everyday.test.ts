// What happens to the sign-in page every day: Back, impatience, slow networks, other tabs, other keyboards, no scripts.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { managementToken, registerPerson, send } from '../kit/people.ts'
import { codeIn, openPost } from '../kit/post.ts'
import { accepted } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'
import { launchChromium } from './chromium.ts'
import { noChromium } from './installed.ts'
import { openPage } from './open-page.ts'
import { arrived, type RelyingParty, startRelyingParty } from './relying-party.ts'

let world: World
let post: Awaited<ReturnType<typeof openPost>>
let browser: Browser
let shop: RelyingParty

before(async () => {
  if (noChromium) return
  post = await openPost()
  world = await newWorld({ messages: post.messages })
  browser = await launchChromium()
  shop = await startRelyingParty(world, 'shop', { qrSignInEnabled: true })
})

after(async () => {
  await browser?.close()
  await shop?.close()
})

const open = (options: Parameters<typeof openPage>[1] = {}) =>
  openPage(browser, { address: `${shop.address}/login`, ...options })

async function fill(page: Page, { username, password }: { username: string; password: string }): Promise<void> {
  await page.fill('input[name="account"]', username)
  await page.fill('input[name="password"]', password)
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true }).waitFor()

describe('the sign-in page on any day', { skip: noChromium }, () => {
  test('Back and Forward go from screen to screen, and what was typed stays', async () => {
    const { context, page } = await open()
    await page.fill('input[name="account"]', 'ann')
    await press(page, 'QR code')
    await heading(page, 'Scan to sign in')
    await page
      .getByRole('button', { name: /me a code$/ })
      .first()
      .click()
    await heading(page, 'Sign in with a code')
    await page.goBack()
    await heading(page, 'Scan to sign in')
    await page.goBack()
    await heading(page, 'Sign in')
    assert.match(await page.title(), /^Sign in ·/)
    assert.equal(await page.inputValue('input[name="account"]'), 'ann')
    await page.goForward()
    await heading(page, 'Scan to sign in')
    await page.reload()
    await heading(page, 'Scan to sign in')
    await context.close()
  })

  test('coming back from the application shows a form that works', async () => {
    const person = await registerPerson(world)
    const { context, page } = await open()
    await fill(page, person)
    await page.keyboard.press('Enter')
    assert.equal(await arrived(page, shop), person.id)
    await page.goBack()
    await page.locator('h1').waitFor()
    assert.equal(await page.locator('[aria-busy="true"]').count(), 0)
    await context.close()
  })

  test('whoever presses twice sends once, and sees that something goes on', async () => {
    const person = await registerPerson(world)
    const { context, page } = await open()
    let sent = 0
    let answer = () => {}
    const held = new Promise<void>((resolve) => {
      answer = resolve
    })
    await page.route(/\/sign-in$/, async (route) => {
      sent++
      await held
      await route.continue()
    })
    await fill(page, person)
    const submit = page.locator('form .button-main')
    await submit.dblclick()
    await page.keyboard.press('Enter')
    await page.getByText('One moment…').waitFor()
    assert.equal(await submit.getAttribute('aria-disabled'), 'true')
    assert.equal(await page.locator('form').getAttribute('aria-busy'), 'true')
    answer()
    assert.equal(await arrived(page, shop), person.id)
    assert.equal(sent, 1)
    await context.close()
  })

  test('a network that fails is said, nothing is lost, and the next try goes through', async () => {
    const person = await registerPerson(world)
    const { context, page } = await open()
    await fill(page, person)
    await page.route(/\/sign-in$/, (route) => route.abort())
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('Cannot reach the server.').waitFor()
    await page.unroute(/\/sign-in$/)
    await page.route(/\/sign-in$/, (route) => route.fulfill({ status: 502, body: '<h1>Bad Gateway</h1>' }))
    await press(page, 'Sign in')
    await page.getByRole('alert').getByText('unexpected answer').waitFor()
    await page.unroute(/\/sign-in$/)
    await press(page, 'Sign in')
    assert.equal(await arrived(page, shop), person.id)
    await context.close()
  })

  test('of two tabs the one that comes too late says so and leads back', async () => {
    const person = await registerPerson(world)
    const { context, page } = await open()
    const other = await context.newPage()
    await other.goto(page.url())
    await fill(page, person)
    await page.keyboard.press('Enter')
    assert.equal(await arrived(page, shop), person.id)
    await fill(other, person)
    await other.keyboard.press('Enter')
    await other.waitForSelector('h1:focus')
    await heading(other, 'This page has expired')
    assert.equal(await other.getByRole('link', { name: 'Back to shop' }).getAttribute('href'), shop.address)
    await context.close()
  })

  test('codes are taken as people paste and type them', async () => {
    for (const [index, dress] of [
      (code: string) => `${code.slice(0, 3)} ${code.slice(3)}`,
      (code: string) => ` ${code}\n`,
      (code: string) => [...code].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join(''),
    ].entries()) {
      const email = `paste${index}@example.com`
      const { id } = accepted<{ id: string }>(
        await send(world, 'createUser', { userInfo: { email } }, { token: await managementToken(world) }),
      )
      const { context, page } = await open({ permissions: ['clipboard-read', 'clipboard-write'] })
      await page
        .getByRole('button', { name: /me a code$/ })
        .first()
        .click()
      await page.fill('input[name="address"]', email)
      await page.keyboard.press('Enter')
      await page.waitForSelector('input[name="code"]:focus')
      const code = dress(codeIn(await post.mailbox.next(email)))
      await page.evaluate(`document.execCommand('insertText', false, ${JSON.stringify(code)})`)
      assert.equal(await arrived(page, shop), id)
      await context.close()
    }
  })

  test('browsers and password managers are told what each field is', async () => {
    const { context, page } = await open()
    const filled = async (name: string) => page.getAttribute(`input[name="${name}"]`, 'autocomplete')
    assert.deepEqual([await filled('account'), await filled('password')], ['username', 'current-password'])
    assert.equal(await page.getAttribute('input[name="account"]', 'autocorrect'), 'off')
    await press(page, 'Create an account')
    assert.deepEqual([await filled('email'), await filled('password')], ['email', 'new-password'])
    await page.getByRole('radio', { name: 'Username' }).check({ force: true })
    assert.equal(await filled('username'), 'username')
    await press(page, 'Sign in')
    await press(page, 'Forgot your password?')
    await page.fill('input[name="address"]', 'manager@example.com')
    await page.keyboard.press('Enter')
    await page.waitForSelector('input[name="code"]:focus')
    assert.deepEqual(
      [await filled('code'), await filled('username'), await filled('password')],
      ['one-time-code', 'username', 'new-password'],
    )
    assert.equal(await page.inputValue('input[name="username"]'), 'manager@example.com')
    await context.close()
  })

  test('without scripts the page says what it needs, in the language of the browser', async () => {
    for (const [locale, sentence] of [
      ['en-US', 'This page needs JavaScript to sign you in.'],
      ['zh-CN', '请为本站启用 JavaScript'],
    ] as const) {
      const { context, page } = await open({ locale, javaScriptEnabled: false })
      assert.match((await page.textContent('noscript')) ?? '', new RegExp(sentence))
      await context.close()
    }
  })

  test('the keyboard reaches everything, in the order in which it stands there', async () => {
    const { context, page } = await open()
    await page.waitForSelector('input[name="account"]:focus')
    const reached: string[] = []
    const here =
      '(document.activeElement.labels?.[0] ?? document.activeElement).ariaLabel ?? (document.activeElement.labels?.[0] ?? document.activeElement).textContent'
    for (let step = 0; step < 9; step++) {
      reached.push(((await page.evaluate(here)) as string).trim())
      await page.keyboard.press('Tab')
    }
    assert.deepEqual(reached, [
      'Username, email or phone number',
      'Password',
      'Show password',
      'Forgot your password?',
      'Sign in',
      'Email or text me a code',
      'QR code',
      'Create an account',
      'Cancel and return to shop',
    ])
    await context.close()
  })
})
