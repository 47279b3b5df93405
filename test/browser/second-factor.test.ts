import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { say } from '@menshen/contract/errors'
import type { Browser } from 'playwright-core'
import { managementToken, registerPerson, send } from '../kit/people.ts'
import { codeIn, openPost } from '../kit/post.ts'
import { codeOf, personWithApp } from '../kit/second-factor.ts'
import { accepted } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'
import { launchChromium } from './chromium.ts'
import { noChromium } from './installed.ts'
import { enterPassword, openPage } from './open-page.ts'
import { arrived, type RelyingParty, startRelyingParty } from './relying-party.ts'

let world: World
let post: Awaited<ReturnType<typeof openPost>>
let browser: Browser
/** Asks people who have set a factor up. */
let shop: RelyingParty
/** Asks everybody, and takes an app for codes only. */
let bank: RelyingParty
/** Asks on new devices, and takes a mailed code too. */
let club: RelyingParty
const violations: string[] = []

before(async () => {
  if (noChromium) return
  post = await openPost()
  world = await newWorld({ messages: post.messages })
  browser = await launchChromium()
  shop = await startRelyingParty(world, 'factor-shop')
  bank = await startRelyingParty(world, 'factor-bank', { mfa: { policy: 'required', factors: ['totp'] } })
  club = await startRelyingParty(world, 'factor-club', { mfa: { policy: 'new-device', factors: ['totp', 'email'] } })
})

after(async () => {
  await browser?.close()
  for (const party of [shop, bank, club]) await party?.close()
})

const open = (party: RelyingParty, options: Parameters<typeof openPage>[1] = {}) =>
  openPage(browser, { address: `${party.address}/login`, violations, ...options })

describe('second factors, in a browser', { skip: noChromium }, () => {
  test('somebody with an app is asked for its code, with the keyboard alone', async () => {
    const person = await personWithApp(world)
    const { context, page } = await open(shop)
    await enterPassword(page, person)
    await page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor()
    const field = page.getByLabel('Authenticator code')
    await page.waitForSelector('input[name="code"]:focus')
    assert.deepEqual(
      [await field.getAttribute('inputmode'), await field.getAttribute('autocomplete')],
      ['numeric', 'one-time-code'],
    )
    await page.keyboard.type('000 000')
    await page.keyboard.press('Enter')
    await page.waitForSelector('input[name="code"][aria-invalid="true"]:focus')
    assert.equal((await page.textContent('#code-error'))?.trim(), say(6001, 'en-US'))
    await page.keyboard.press('Control+A')
    await page.keyboard.type(codeOf(world, person.app))
    await page.keyboard.press('Enter')
    assert.equal(await arrived(page, shop), person.id)
    assert.deepEqual(shop.tokens.claims()?.amr, ['pwd', 'otp', 'mfa'])
    await context.close()
  })

  test('a recovery code lets in and shows the next one first', async () => {
    const person = await personWithApp(world)
    const { context, page } = await open(shop, { viewport: { width: 360, height: 740 }, colorScheme: 'dark' })
    await enterPassword(page, person)
    await page.getByRole('button', { name: 'Use a recovery code' }).click()
    await page.waitForSelector('input[name="code"]:focus')
    await page.getByLabel('Recovery code').fill(person.app.recoveryCode)
    await page.getByRole('button', { name: 'Confirm' }).click()
    await page.getByRole('heading', { name: 'Save your recovery code' }).waitFor()
    const next = (await page.locator('output.key').textContent()) ?? ''
    assert.match(next, /^([0-9a-f]{4}-){5}[0-9a-f]{4}$/)
    assert.notEqual(next, person.app.recoveryCode)
    assert.ok(((await page.evaluate('document.documentElement.scrollWidth')) as number) <= 360, 'nothing sticks out')
    await page.getByRole('button', { name: 'Continue' }).click()
    assert.equal(await arrived(page, shop), person.id)
    await context.close()
  })

  test('whoever has none sets an app up from the key, in Chinese, and is asked for it the next time', async () => {
    const person = await registerPerson(world)
    const { context, page } = await open(bank, { locale: 'zh-CN' })
    await enterPassword(page, person)
    await page.getByRole('heading', { name: '绑定二次验证方式' }).waitFor()
    const picture = page.getByRole('img', { name: /二维码/ })
    await picture.waitFor()
    await page.evaluate('document.querySelector(".enrol img").decode()')
    const secret = ((await page.locator('output.key').textContent()) ?? '').replaceAll(' ', '')
    assert.match(secret, /^[A-Z2-7]{32}$/)
    await page.getByLabel('动态口令').fill(codeOf(world, { secret }))
    await page.getByRole('heading', { name: '请保存恢复代码' }).waitFor()
    await page.waitForSelector('h1:focus')
    const recovery = (await page.locator('output.key').textContent()) ?? ''
    await page.getByRole('button', { name: '继续' }).click()
    assert.equal(await arrived(page, bank), person.id)
    await context.close()

    const later = await open(bank)
    await enterPassword(later.page, person)
    await later.page.getByRole('button', { name: 'Use a recovery code' }).click()
    await later.page.getByLabel('Recovery code').fill(recovery)
    await later.page.keyboard.press('Enter')
    await later.page.getByRole('button', { name: 'Continue' }).click()
    assert.equal(await arrived(later.page, bank), person.id)
    await later.context.close()
  })

  test('a browser that is signed in is asked only for what is missing', async () => {
    const { id, username, password } = await registerPerson(world)
    const { context, page } = await open(shop)
    await enterPassword(page, { username, password })
    assert.equal(await arrived(page, shop), id)
    await page.goto(`${bank.address}/login`)
    await page.getByRole('heading', { name: 'Set up a second factor' }).waitFor()
    assert.equal(await page.locator('input[name="password"]').count(), 0)
    const secret = ((await page.locator('output.key').textContent()) ?? '').replaceAll(' ', '')
    await page.getByLabel('Authenticator code').fill(codeOf(world, { secret }))
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Continue' }).click()
    assert.equal(await arrived(page, bank), id)
    await context.close()
  })

  test('a mailed code will do, and a device that was trusted is not asked again', async () => {
    const email = 'club@example.com'
    const { id, username, password } = await registerPerson(world)
    const token = await managementToken(world)
    accepted(await send(world, 'updateUser', { id, input: { email } }, { token }))
    const { context, page } = await open(club)
    await enterPassword(page, { username, password })
    await page.getByText('We will send a code to c•••@example.com.').waitFor()
    await page.getByRole('button', { name: 'Send code' }).click()
    await page.waitForSelector('input[name="code"]:focus')
    await page.fill('input[name="code"]', codeIn(await post.mailbox.next(email)))
    await page.getByLabel('Do not ask again on this device').check()
    await page.getByRole('button', { name: 'Confirm' }).click()
    assert.equal(await arrived(page, club), id)
    assert.deepEqual(club.tokens.claims()?.amr, ['pwd', 'otp', 'mfa'])

    await page.goto(`${club.address}/login?prompt=login`)
    await enterPassword(page, { username, password })
    assert.equal(await arrived(page, club), id)
    await context.close()

    const elsewhere = await open(club)
    await enterPassword(elsewhere.page, { username, password })
    await elsewhere.page.getByText('We will send a code to').waitFor()
    await elsewhere.context.close()
  })

  test('nothing on these pages was forbidden or failed', () => {
    assert.deepEqual(violations, [])
  })
})
